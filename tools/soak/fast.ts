/** Clients at full speed on connections that are kept: every vendor's good answers and refusals, one after another. */
import { headerIn } from './answer.ts'
import { Line } from './line.ts'
import { type Client, exchange, targetAt } from './stage.ts'

export const fast: Client = async (stage, isOver, index) => {
  let line = new Line(stage.port)
  for (let turn = index * 7; !isOver(); turn++) {
    const answer = await exchange(stage, 'full speed', line, targetAt(stage, turn))
    if (answer !== undefined && headerIn(answer.head, 'connection') !== 'close') continue
    line.close()
    line = new Line(stage.port)
  }
  line.close()
}

/** Four requests at once on one connection; the answers come in their order. */
export const pipelining: Client = async (stage, isOver, index) => {
  const kept = stage.targets.filter(
    ({ text }) => text.startsWith('GET ') && !/^(connection|upgrade|expect):/im.test(text),
  )
  for (let turn = index; !isOver(); turn += 4) {
    const line = new Line(stage.port)
    const four = [0, 1, 2, 3].map((i) => targetAt({ ...stage, targets: kept }, turn + i))
    line.socket.write(four.map(({ text }) => text).join(''))
    for (const _ of four) stage.tally.send('pipelined')
    for (const { expected } of four) stage.tally.settle('pipelined', expected, await line.next())
    line.close()
  }
}
