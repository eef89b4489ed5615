/** Where a request goes from a stage. */

/** Starts to wait for something, and calls `go` once: when the request may go on, or with what went wrong. */
export type Wait = (go: (error?: Error) => void) => void

/**
 * Undefined: on to the next stage. `answered`: the answer is there, and what lies between is left out. `stop`: no
 * answer will be sent, or it has been sent past the pipeline.
 */
export type Next = undefined | 'answered' | 'stop' | Wait
