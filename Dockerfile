# The base image is pinned by its digest: Node 24.18.0 as several public Dockerfiles pin this tag. To move it,
#   docker buildx imagetools inspect node:24-bookworm-slim
# prints "Digest: sha256:..." for all platforms at once; write that one here. With a digest, the tag only tells
# people what it was. Whoever wants the newest without it builds with --build-arg NODE_IMAGE=node:24-bookworm-slim.
ARG NODE_IMAGE=node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY tools/build.js tools/bundle.js ./tools/
COPY src ./src
# Types and source maps are for who writes a program with it; the image only runs.
RUN node tools/build.js && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && \
    find node_modules dist -type f \( -name '*.ts' -o -name '*.cts' -o -name '*.mts' -o -name '*.map' \) -delete

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="membermock" \
      org.opencontainers.image.description="A mock API server for the member endpoints of Whop, AITable and Sotion" \
      org.opencontainers.image.source="https://github.com/membermock/membermock" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production MEMBERMOCK_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY fixtures ./fixtures
COPY openapi ./openapi
COPY page ./page
USER node
EXPOSE 4820
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=1s CMD ["node", "/app/dist/main.js", "healthcheck"]
ENTRYPOINT ["node", "/app/dist/main.js"]
