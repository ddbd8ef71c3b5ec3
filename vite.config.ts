import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const web = resolve(import.meta.dirname, 'src/web')
const pages = ['stage', 'console', 'home']
const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/
const WORTH_BYTES = 256

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
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: resolve(import.meta.dirname, 'dist/web'),
      emptyOutDir: !apart,
      target: ['chrome119', 'firefox128', 'safari16.4'],
      // Style sheets stay as written: `:dir(rtl)` spelled out as a list of languages is longer and wrong.
      cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: entries },
    },
    plugins: [precompress()],
  }
})

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
