/**
 * The exchanges that do not get through Prism, by name, and why; none is a violation of an answer of ours. What Prism
 * refuses by the document and the server refuses as well is no matter for this list.
 */

const REASONS = {
  'the document asks for a bearer token, and Prism for the word Bearer': ['sotion/bearer-any-case#1'],
  'a parameter that is there twice: the vendor takes it, and no document says so': ['aitable/query#5'],
  'several values with commas between them: the vendor takes them, and no document says so': [
    'whop/member-list#2',
  ],
  'a parameter of the other generation, whose values the document has and this one does not look at': [
    'whop/member-list#8',
    'whop/membership-list#13',
  ],
  'a method that Prism answers itself': [
    'whop/methods#2 #3 #4',
    'aitable/methods#2',
    'sotion/methods#3 #4 #5',
  ],
}

/** `whop/methods#2 #3` is `whop/methods#2` and `whop/methods#3`. */
const namesIn = (line) => {
  const [file, ...numbers] = line.split(/ ?#/)
  return numbers.map((number) => `${file}#${number}`)
}

/** Reason by name. */
export const EXCLUDED = Object.fromEntries(
  Object.entries(REASONS).flatMap(([reason, lines]) => lines.flatMap(namesIn).map((name) => [name, reason])),
)
