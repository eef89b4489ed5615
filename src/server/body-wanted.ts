/** Which bodies are more than something to note. */
import type { Exchange } from './exchange.ts'

/** True where the operation reads one, or where it tells one request from another. */
export const isBodyRead = (exchange: Exchange): boolean => {
  const { served, vendor } = exchange
  return (
    served !== undefined && (served.body !== undefined || vendor?.idempotency?.appliesTo(exchange) === true)
  )
}
