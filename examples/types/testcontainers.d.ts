/** As much of `testcontainers` as the recipe uses, as version 11 declares it: the package itself is large. */
declare module 'testcontainers' {
  export interface StartedTestContainer {
    getHost(): string
    getMappedPort(port: number): number
    stop(): Promise<unknown>
  }

  export interface WaitStrategy {
    withStartupTimeout(milliseconds: number): this
  }

  export const Wait: { forHealthCheck(): WaitStrategy }

  export class GenericContainer {
    constructor(image: string)
    withEnvironment(environment: Record<string, string>): this
    withCommand(command: string[]): this
    withExposedPorts(...ports: number[]): this
    withWaitStrategy(strategy: WaitStrategy): this
    start(): Promise<StartedTestContainer>
  }
}
