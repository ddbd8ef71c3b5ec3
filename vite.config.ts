import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const web = resolve(import.meta.dirname, 'src/web')
const pages = ['stage', 'console', 'home', 'me', 'board']
const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/
const WORTH_BYTES = 256

/** What the audience's page starts with, in a file of its own, with all that the languages' files lean on. */
const startGroup = { name: 'start', test: /src\/(web\/attend\/start|words\/numbers)\.ts$/, priority: 2 }

/**
 * The rest of the audience's page in one file, smaller than in many; what comes later stands on it: kinds of activity, flags, the page of an earlier
 * result, the scoreboard, the field for a name.
 */
const pageGroup = {
  name: 'page',
  test: /src\/web\/(attend\/(?!flags\/|rename-form|result-page|scoreboard|start)|lib\/|ui\/(?!cloud-list)|kinds\/(choices|poll|quiz|text|image)\/)|src\/contract\/(?!flags)|node_modules\/preact\//,
  priority: 1,
}

/** In place of all endpoints' addresses, those that the audience's page calls. */
const audienceRoutes = {
  find: /^.*\/contract\/routes\.ts$/,
  replacement: resolve(import.meta.dirname, 'src/contract/audience.routes.ts'),
}

/**
 * What most pages draw with comes in one file instead of thirty small ones: a browser asks for six at a time, and each round takes as long as the way to
 * the server and back. What few pages need stays with them. What a page starts with leans on the words' file alone, which is small.
 */
const sharedGroups = [
  {
    name: 'words',
    test: /src\/web\/lib\/language\.ts|src\/words\/(languages|numbers|[\w-]+\/all)\.ts|vite\/preload-helper/,
    priority: 3,
  },
  { name: 'board-start', test: /src\/web\/board\/(start|place)\.ts/, priority: 2, includeDependenciesRecursively: false },
  { name: 'shared', test: /src\/(web\/(lib|ui)|contract)\/|node_modules\/preact\//, minShareCount: 4, priority: 1 },
  { name: 'board', test: /src\/web\/board\//, minShareCount: 2 },
]

/**
 * Every page is one folder of src/web. The audience's page is built apart (`--mode attend`, after the others): what it shared with them would bring
 * along code that a phone does not need. `--mode gallery` builds the page of all components instead, for looking at and never for serving.
 */
export default defineConfig(({ mode }) => {
  const apart = mode === 'attend'
  const folders = apart ? ['attend'] : pages
  const entries = mode === 'gallery' ? [join(web, 'ui/gallery.html')] : folders.map((page) => join(web, page, 'index.html'))
  return {
    root: web,
    publicDir: join(web, 'ui/public'),
    clearScreen: false,
    resolve: { alias: apart ? [audienceRoutes] : [] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: resolve(import.meta.dirname, 'dist/web'),
      emptyOutDir: !apart,
      target: ['chrome119', 'firefox128', 'safari16.4'],
      // Style sheets stay as written: `:dir(rtl)` spelled out as a list of languages is longer and wrong.
      cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: apart ? false : { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: entries, output: { codeSplitting: { groups: apart ? [startGroup, pageGroup] : sharedGroups } } },
    },
    plugins: [themeForever(), ...(apart ? [plainImports(), paintedAtOnce()] : [startedEarly()]), precompress()],
  }
})

/** The script that applies somebody's own choice of light or dark, under a name that may be kept for ever: after one page every other one has it. */
function themeForever(): Plugin {
  const source = readFileSync(join(web, 'ui/public/theme-boot.js'), 'utf8')
  return {
    name: 'theme-forever',
    apply: 'build',
    buildStart() {
      this.emitFile({ type: 'asset', name: 'theme-boot.js', source })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const kept = Object.keys(bundle ?? {}).find((file) => /theme-boot-[\w-]+\.js$/.test(file))
        return kept ? html.replace('/theme-boot.js', `/${kept}`) : html
      },
    },
  }
}

/**
 * The first paint needs the document alone, one way there and back: styles stand in it, and no script holds it up. The start
 * script runs as soon as it is there, without waiting for the large one that stands on it.
 */
function paintedAtOnce(): Plugin {
  return {
    name: 'painted-at-once',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const start = Object.keys(bundle).find((file) => /\/start-[\w-]+\.js$/.test(file))
        if (!start) this.error('there is no start script')
        return html
          .replace('<script type="module"', `<script type="module" async src="/${start}"></script>\n    $&`)
          .replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)">/g, (link, file: string) => {
            const style = bundle[file]
            if (style?.type !== 'asset') return link
            delete bundle[file]
            return `<style>${style.source}</style>`
          })
      },
    },
  }
}

/**
 * The board paints from its document alone, which carries its styles; its start script runs as soon as it is there, without waiting for the large one that
 * stands on it.
 */
function startedEarly(): Plugin {
  return {
    name: 'started-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {}, path }) => {
        if (!path.startsWith('/board/')) return html
        const start = Object.keys(bundle).find((file) => /\/board-start-[\w-]+\.js$/.test(file))
        if (!start) this.error('there is no start script')
        return html
          .replace('<script type="module"', `<script type="module" async src="/${start}"></script>\n    $&`)
          .replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)">/g, (link, file: string) => {
            const style = bundle[file]
            return style?.type === 'asset' ? `<style>${style.source}</style>` : link
          })
      },
    },
  }
}

/** Vite wraps each import of a language in a helper that fetches styles first. Here they stand in the document: an import is enough. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => 'export const __vitePreload = (load) => load()',
    },
  }
}

/** Text files once as they are, once gzipped and once in Brotli: the server picks, and compresses nothing while a hall opens the page. */
function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      handler: () => {
        for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!file.isFile() || !TEXT.test(file.name)) continue
          const path = join(file.parentPath, file.name)
          const bytes = readFileSync(path)
          if (bytes.length < WORTH_BYTES) continue
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
          writeFileSync(
            `${path}.br`,
            brotliCompressSync(bytes, {
              params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
            }),
          )
        }
      },
    },
  }
}
