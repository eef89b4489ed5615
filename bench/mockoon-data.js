/** Membermock's answer as a Mockoon environment of one route, with nothing to be worked out a request. */

/** Mockoon wants each thing to have a UUID. */
const uuid = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The newest form of the file that the Mockoon in package.json knows. */
const FORM = 33

export const mockoonData = ({ url, headers, body }) => ({
  uuid: uuid(1),
  lastMigration: FORM,
  name: 'membermock',
  port: 3000,
  hostname: '127.0.0.1',
  cors: false,
  rootChildren: [{ type: 'route', uuid: uuid(2) }],
  routes: [
    {
      uuid: uuid(2),
      type: 'http',
      method: 'get',
      endpoint: new URL(url).pathname.slice(1).replace(/[^/]+$/, ':id'),
      responses: [
        {
          uuid: uuid(3),
          statusCode: 200,
          headers: [{ key: 'Content-Type', value: headers['content-type'] }],
          body,
          disableTemplating: true,
          default: true,
        },
      ],
    },
  ],
})
