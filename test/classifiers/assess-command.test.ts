import { PassThrough, Readable, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { classifierFromFile } from '../../classifiers/index.js'
import { assess } from '../../src/cli/assess.js'

const classifier = classifierFromFile('data/models/linear.bin')
type Row = Record<string, unknown>

function collector(): { stream: PassThrough; rows: () => Row[] } {
  const stream = new PassThrough()
  let written = ''
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  return {
    stream,
    rows: () =>
      written
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
  }
}

async function run(text: string): Promise<{ code: number; rows: Row[]; errors: Row[] }> {
  const output = collector()
  const errors = collector()
  const code = await assess(Readable.from([text]), output.stream, classifier, errors.stream)
  return { code, rows: output.rows(), errors: errors.rows() }
}

describe('amends assess', () => {
  test('answers every line in order, with its id as it came', async () => {
    const { code, rows } = await run(
      '{"id":7,"text":"my bag is lost again, nobody answers"}\n{"id":"seven","text":"thank you so much!"}\n',
    )
    expect(code).toBe(0)
    expect(rows.map((row) => row['id'])).toEqual([7, 'seven'])
    expect(Object.keys(rows[0] ?? {}).slice(0, 7)).toEqual([
      'id',
      'lang',
      'complaint',
      'severity',
      'urgency',
      'category',
      'reasons',
    ])
    expect(rows[0]?.['severity']).toBeGreaterThan(0)
    expect(rows[1]).toMatchObject({ severity: 0, category: 'none' })
  })

  test('takes a byte order mark, CRLF, blank lines and a last line without an end', async () => {
    const { code, rows } = await run('\ufeff{"id":1,"text":"a"}\r\n\r\n  \n{"id":2,"text":"b"}')
    expect(code).toBe(0)
    expect(rows.map((row) => row['id'])).toEqual([1, 2])
  })

  test('names a line that it cannot read, and goes on', async () => {
    const { code, rows, errors } = await run(
      '{"id":1,"text":"a"}\nnot json\n[1]\n{"id":4}\n{"id":{},"text":"x"}\n{"id":6,"text":"b"}\n',
    )
    expect(code).toBe(1)
    expect(rows.map((row) => row['id'])).toEqual([1, 6])
    expect(errors.map((row) => row['line'])).toEqual([2, 3, 4, 5])
  })

  test('writes no faster than its reader takes', async () => {
    let waiting = 0
    let most = 0
    const slow = new Writable({
      highWaterMark: 1_000,
      write(_chunk, _encoding, done) {
        waiting = slow.writableLength
        most = Math.max(most, waiting)
        setImmediate(done)
      },
    })
    const lines = Array.from({ length: 300 }, (_, id) => `${JSON.stringify({ id, text: 'late again' })}\n`)
    expect(await assess(Readable.from(lines), slow, classifier)).toBe(0)
    expect(most).toBeLessThan(4_000)
  })

  test('stops quietly when its reader leaves', async () => {
    let taken = 0
    const leaving = new Writable({
      highWaterMark: 10,
      write(_chunk, _encoding, done) {
        taken++
        done(taken < 3 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const endless = Readable.from(
      (function* () {
        for (let id = 0; id < 1_000_000; id++) yield `${JSON.stringify({ id, text: 'late again' })}\n`
      })(),
    )
    expect(await assess(endless, leaving, classifier)).toBe(0)
    expect(taken).toBe(3)
  })

  test('passes on any other failure to write', async () => {
    const full = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
      },
    })
    const lines = Array.from({ length: 50 }, (_, id) => `${JSON.stringify({ id, text: 'late again' })}\n`)
    await expect(assess(Readable.from(lines), full, classifier)).rejects.toThrow('no space left')
  })
})
