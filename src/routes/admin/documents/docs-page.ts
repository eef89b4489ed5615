/** The page that shows the OpenAPI documents in Swagger UI, and the script that starts it. */
import type { Vendor } from '../../../contract/vendor.ts'

/** Everything from this server; React writes style attributes, and the style sheet has images in it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** No margin around Swagger UI, and above it, in the colours of its own top, the way back. */
const STYLE = `
      body { margin: 0; }
      .back { background: #1b1b1b; padding: 10px 20px 0; font: 14px system-ui, sans-serif; }
      .back a { color: #fff; }
    `

/** `admin` is the path that the page lies below, `files` that of its own files; neither ends with a slash. */
export const docsPage = (admin: string, files: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>membermock: the documents</title>
    <link rel="icon" type="image/png" sizes="32x32" href="${files}/favicon-32x32.png">
    <link rel="icon" type="image/png" sizes="16x16" href="${files}/favicon-16x16.png">
    <link rel="stylesheet" href="${files}/swagger-ui.css">
    <style>${STYLE}</style>
  </head>
  <body>
    <nav class="back"><a href="${admin}/">← membermock: its requests and what it holds</a></nav>
    <div id="swagger-ui"></div>
    <script src="${files}/swagger-ui-bundle.js"></script>
    <script src="${files}/swagger-ui-standalone-preset.js"></script>
    <script src="${files}/start.js"></script>
  </body>
</html>
`

/** Authorises each document with a credential that works, and asks no validator on the net. */
export const startScript = (documents: string, vendors: readonly Vendor[]): string => {
  const ofVendors = vendors.map(({ id, title }) => ({ url: `${documents}/${id}.json`, name: title }))
  const urls = [...ofVendors, { url: `${documents}/admin.json`, name: 'The control plane' }]
  const keys = vendors.map(({ id, credentials }) => [`${id}Bearer`, Object.values(credentials)[0]])
  return `const ui = SwaggerUIBundle({
  dom_id: '#swagger-ui',
  urls: ${JSON.stringify(urls)},
  layout: 'StandaloneLayout',
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  onComplete() {
    for (const [scheme, key] of ${JSON.stringify(keys)}) ui.preauthorizeApiKey(scheme, key)
  },
})
`
}
