/** Answers what clients ask the vendors' real hosts by way of node:http and node:https, as axios does. */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { Reach } from './fetch.ts'

type Fetch = typeof globalThis.fetch
type Interceptors = typeof import('@mswjs/interceptors/ClientRequest')
type Interceptor = InstanceType<Interceptors['ClientRequestInterceptor']>

interface Layer {
  own: Fetch
  reach: Reach
}

/** What stands in front of node:http while anybody wants it to; the latest is asked first. */
interface Station {
  layers: Layer[]
  interceptor: Interceptor
}

/** The station is known by this, to other copies of this module too. */
const STATION = Symbol.for('membermock.node-http')

const known = globalThis as { [STATION]?: Station | undefined }

/** Loaded when it is needed, and at once: who calls `interceptFetch` does not wait. */
const loadInterceptors = (): Interceptors =>
  createRequire(import.meta.url)('@mswjs/interceptors/ClientRequest')

/** A cut socket shows itself to node:http by its own code. */
const causeOf = (error: unknown): unknown =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error

const openStation = (): Station => {
  const { ClientRequestInterceptor } = loadInterceptors()
  const station: Station = { layers: [], interceptor: new ClientRequestInterceptor() }
  station.interceptor.on('request', async ({ request, controller }) => {
    const url = new URL(request.url)
    const layer = station.layers.findLast(({ reach }) => reach.isVendors(url))
    if (layer === undefined) return
    try {
      controller.respondWith(await layer.own(request))
    } catch (error) {
      controller.errorWith(causeOf(error))
    }
  })
  station.interceptor.apply()
  // So that those see it too who have imported a function by its name.
  syncBuiltinESMExports()
  return station
}

/** Until the returned function is called; what is under way goes on. */
export const interceptNodeHttp = (own: Fetch, reach: Reach): (() => void) => {
  const station = known[STATION] ?? openStation()
  known[STATION] = station
  const layer = { own, reach }
  station.layers.push(layer)
  return () => {
    station.layers = station.layers.filter((other) => other !== layer)
    if (station.layers.length > 0 || known[STATION] !== station) return
    known[STATION] = undefined
    station.interceptor.dispose()
    syncBuiltinESMExports()
  }
}
