/** Every method of @whop/sdk, and arguments that it can be called with. */
import type Whop from '@whop/sdk'

export type Anything = (...args: readonly unknown[]) => unknown

/** What no request of its own belongs to: a signature that is checked, and an upload made of two other calls. */
const NO_CALLS: readonly string[] = ['constructor', 'unwrap', 'upload']

/** Every method of a resource and of those within it, by its whole name. */
export function* methodsOf(resource: object, name: string): Generator<[name: string, call: Anything]> {
  const prototype: object = Object.getPrototypeOf(resource)
  for (const own of Object.getOwnPropertyNames(prototype))
    if (!NO_CALLS.includes(own)) {
      const method: Anything = Reflect.get(resource, own)
      yield [`${name}.${own}`, method.bind(resource)]
    }
  for (const [key, value] of Object.entries(resource))
    if (!key.startsWith('_') && typeof value === 'object' && value !== null)
      yield* methodsOf(value, `${name}.${key}`)
}

export const resourcesOf = (client: Whop): [string, object][] =>
  Object.entries(client).filter(
    (entry): entry is [string, object] =>
      typeof entry[1] === 'object' && entry[1] !== null && '_client' in entry[1],
  )

/** Arguments by what the method calls its own: an id is a text, all else an object that has ids too. */
export const argumentsOf = (source: string): unknown[] => {
  const [, list = ''] = /^\w+\(([^)]*)\)/.exec(source) ?? []
  const names = list.split(',').map((name) => name.trim().split(/ |=/)[0] ?? '')
  const within = [...source.matchAll(/const \{([^}]*)\} = (?:params|body|query)/g)].flatMap(([, keys = '']) =>
    keys.split(',').map((key) => key.trim().split(':')[0] ?? ''),
  )
  const object = Object.fromEntries(within.filter((key) => /^\w+$/.test(key)).map((key) => [key, 'x_other']))
  return names
    .filter((name) => name !== 'options' && name !== '')
    .map((name) => (/id$|^metric$/i.test(name) ? 'x_1' : object))
}
