/** Clients that send their requests in pieces and read their answers with pauses. */
import { Line } from './line.ts'
import { type Client, pause, targetAt } from './stage.ts'

/** One in so many sends single bytes; one in so many asks for the large answer. */
const BYTEWISE = 8
const LARGE = 32

const READING_PAUSE_MS = 40

/** Equal pieces with equal pauses: single bytes, or an eighth each. */
export const writeSlowly = async (line: Line, text: string, isBytewise: boolean): Promise<void> => {
  const bytes = Buffer.from(text)
  const size = isBytewise ? 1 : Math.ceil(bytes.length / 8)
  for (let start = 0; start < bytes.length; start += size) {
    line.socket.write(bytes.subarray(start, start + size))
    await pause(isBytewise ? 8 : 120)
  }
}

export const slow: Client = async (stage, isOver, index) => {
  for (let turn = index; !isOver(); turn++) {
    const isLarge = index % LARGE === 5
    const target = isLarge ? stage.large : targetAt(stage, turn)
    const line = new Line(stage.port)
    line.readSlowly(READING_PAUSE_MS)
    // A body of megabytes, byte by byte, would outlast the soak.
    await writeSlowly(line, target.text, index % BYTEWISE === 0 && target.text.length < 400)
    const kind = isLarge ? 'slow, large answer' : 'slow'
    stage.tally.send(kind)
    stage.tally.settle(kind, target.expected, await line.next({ isHead: target.isHead }))
    line.close()
  }
}
