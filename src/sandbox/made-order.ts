/** Computed rows in another order than that of their indexes: sorted once, and held as indexes alone. */
import type { MadeRows } from './made-rows.ts'
import { compareAscending, type OrderPlace, type OrderValue } from './order-place.ts'

export interface Ordering<Row extends object> {
  /** Tells this order from others of the same computed rows. */
  name: string
  place: string
  valueIn(row: Row): OrderValue
}

/** Indexes of computed rows in ascending order; four bytes for each row. */
export interface MadeOrder {
  readonly indexes: Uint32Array
  readonly valued: number
}

class MadePlace implements OrderPlace {
  readonly value: OrderValue
  readonly #made: Pick<MadeRows<object>, 'keyAt'>
  readonly #index: number

  constructor(value: OrderValue, made: Pick<MadeRows<object>, 'keyAt'>, index: number) {
    this.value = value
    this.#made = made
    this.#index = index
  }

  /** Made only where two values are the same. */
  get key(): string {
    return this.#made.keyAt(this.#index)
  }
}

/** Computed rows never change, so their order serves every sandbox that has them. */
const madeOrders = new WeakMap<object, Map<string, MadeOrder>>()

const sortMade = <Row extends object>(made: MadeRows<Row>, order: Ordering<Row>): MadeOrder => {
  const [start, end] = made.rangeOf(order.place)
  const values: OrderValue[] = []
  for (let index = start; index < end; index++) values.push(order.valueIn(made.at(index)))
  const placeAt = (index: number): OrderPlace => new MadePlace(values[index - start] ?? null, made, index)
  const indexes = Uint32Array.from(values.keys(), (nth) => start + nth)
  indexes.sort((a, b) => compareAscending(placeAt(a), placeAt(b)))
  return { indexes, valued: values.filter((value) => value !== null).length }
}

/** The first look at an order makes every row of the place once. */
export const madeOrderOf = <Row extends object>(made: MadeRows<Row>, order: Ordering<Row>): MadeOrder => {
  const orders = madeOrders.get(made) ?? new Map<string, MadeOrder>()
  madeOrders.set(made, orders)
  const name = `${order.name}:${order.place}`
  const known = orders.get(name)
  if (known !== undefined) return known
  const sorted = sortMade(made, order)
  orders.set(name, sorted)
  return sorted
}
