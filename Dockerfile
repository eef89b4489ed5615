# Whoever builds takes the newest Node 24. What is released is built on one image by its digest, which release.yml names.
ARG NODE_IMAGE=node:24-bookworm-slim

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
