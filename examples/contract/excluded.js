/** The exchanges that do not get through Prism, by name, and why; none is a violation of an answer of ours. */

const REASONS = {
  'the document asks for a bearer token, and Prism for the word Bearer': [
    'whop/credentials#1 #4 #5 #6',
    'aitable/credentials#1 #4 #5',
    'sotion/bearer-any-case#1',
    'sotion/credentials#1 #4 #5',
  ],
  'a path that the document does not have': [
    'whop/limit-counts#1 #2',
    'whop/not-emulated#1 #2',
    'whop/paths#1 #2 #3 #4',
    'aitable/limit-counts#1',
    'aitable/not-emulated#1',
    'aitable/paths#1 #2 #3 #4 #5',
    'sotion/limit-counts#1 #2',
    'sotion/not-emulated#1 #2',
    'sotion/paths#1 #2 #3 #4',
  ],
  'a parameter that the document does not allow': [
    'whop/not-emulated#3',
    'whop/order#1 #4',
    'whop/versions#3',
    'aitable/paths#6',
    'aitable/query#5',
    'sotion/ids#1 #2 #4 #5 #6 #7',
    'sotion/limit-counts#6',
    'sotion/not-emulated#3',
    'sotion/order#2',
  ],
  'a method that the document does not have, or that Prism answers itself': [
    'whop/methods#1 #2 #3 #4',
    'aitable/methods#1 #2',
    'sotion/limit-counts#3',
    'sotion/methods#1 #2 #3 #4 #5',
  ],
  'Prism reads the body before the path': [
    'whop/not-emulated#4',
    'aitable/not-emulated#2',
    'sotion/not-emulated#4',
  ],
  'Prism answers with an example of its own where the server says 501': ['whop/versions#2'],
  'the one before did not reach the server, and was not counted': ['sotion/limit-counts#7'],
}

/** `whop/paths#1 #2` is `whop/paths#1` and `whop/paths#2`. */
const namesIn = (line) => {
  const [file, ...numbers] = line.split(/ ?#/)
  return numbers.map((number) => `${file}#${number}`)
}

/** Reason by name. */
export const EXCLUDED = Object.fromEntries(
  Object.entries(REASONS).flatMap(([reason, lines]) => lines.flatMap(namesIn).map((name) => [name, reason])),
)
