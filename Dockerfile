# The program with its pages built; no compiler, no tests.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.web.json vite.config.ts ./
COPY bin ./bin
COPY types ./types
COPY src ./src
# Installs, links the embedded PostgreSQL's libraries and builds the pages.
RUN npm ci --no-audit --no-fund \
 && test -f dist/web/attend/index.html \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    PATH=/app/node_modules/.bin:$PATH \
    PLENARY_DATA_DIR=/data \
    PLENARY_SERVER_PORT=8000
WORKDIR /app
COPY --from=build /app ./
# PostgreSQL will not run as root, and nothing here needs to.
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--min-semi-space-size=16", "--max-semi-space-size=16", "src/main.ts", "start"]
