/** Rows that are made from their index when someone asks for them: ten million cost what a hundred do. */
import { type Block, type Blocks, createBlocks } from './blocks.ts'
import { createRowCache } from './row-cache.ts'

/** A few pages of the largest lists. */
const CACHED = 4096

export interface PopulationOptions<Row> {
  /** How many there are: indexes are from 0 to `size - 1`. */
  size: number
  /** Always the same for the same index. */
  make(index: number): Row
  idOf(index: number): string
  /** Undefined for what is no id; an index that is not below `size` is no inhabitant, and need not be told. */
  indexOf(id: string, size: number): number | undefined
  /** How many rows are kept: 4096 unless told. */
  cached?: number
  /** Who lives where, in the order of indexes; nobody anywhere unless told. */
  blocks?: readonly Block[]
}

export interface Population<Row> extends Blocks {
  readonly size: number
  /** The same object for as long as it is kept. Throws a RangeError outside the population. */
  at(index: number): Row
  get(id: string): Row | undefined
  /** Throws a RangeError outside the population. */
  idOf(index: number): string
  /** Undefined for an id that nobody here has. */
  indexOf(id: string): number | undefined
}

/** It has no state but what it keeps of the rows made, so one serves every sandbox of its seed. */
export const createPopulation = <Row>(options: PopulationOptions<Row>): Population<Row> => {
  const { size, cached = CACHED } = options
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`a population of ${size}`)
  if (!Number.isSafeInteger(cached) || cached < 1) throw new RangeError(`a cache of ${cached} rows`)
  const rows = createRowCache<Row>(cached)
  const isInside = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < size
  const require = (index: number): void => {
    if (!isInside(index)) throw new RangeError(`index ${index}: a whole number below ${size} is needed`)
  }

  const at = (index: number): Row => {
    const known = rows.get(index)
    if (known !== undefined) return known
    require(index)
    const row = options.make(index)
    rows.add(index, row)
    return row
  }
  const indexOf = (id: string): number | undefined => {
    const index = options.indexOf(id, size)
    return index !== undefined && isInside(index) ? index : undefined
  }

  return {
    ...createBlocks(options.blocks ?? [{ place: '', size }], size),
    size,
    at,
    get: (id) => {
      const index = indexOf(id)
      return index === undefined ? undefined : at(index)
    },
    idOf: (index) => {
      require(index)
      return options.idOf(index)
    },
    indexOf,
  }
}
