/** DAISY's Ace has no types of its own; this is what we use of it. */
declare module '@daisy/ace-core' {
  interface Assertion {
    'earl:test': { 'dct:title': string; 'dct:description': string }
    'earl:result': {
      'earl:outcome': string
      'dct:description': string
      'earl:pointer'?: { css: string[] }
    }
  }
  interface Report {
    assertions: { 'earl:testSubject': { url: string }; assertions: Assertion[] }[]
  }
  /** Opens a document in a browser and runs Ace's scripts there. */
  interface AxeRunner {
    concurrency: number
    setTimeout(ms: number): void
    launch(): Promise<void>
    run(
      url: string,
      scripts: string[],
      contents: string[],
      folder: string,
    ): Promise<Record<string, unknown>>
    close(): Promise<void>
  }
  function ace(
    epub: string,
    options: {
      cwd: string
      outdir: string
      tmpdir: string
      lang: string
      initLogger: boolean
      silent: boolean
      fileName: string
    },
    runner: AxeRunner,
  ): Promise<[string, Report]>
  export = ace
}
