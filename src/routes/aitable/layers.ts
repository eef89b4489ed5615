/** The parts of AITable's server that write answers of their own, with other headers than the application's. */

/** It asks for key, space and limit of every path below the spaces. */
export const MIDDLEWARE = 'middleware'

/** The framework behind it, where it cannot read a body: no answer has been begun there. */
export const PARSER = 'parser'
