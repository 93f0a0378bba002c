import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { BUCKETS } from './hashing.js'
import { HEAD_COUNT, HEADS } from './heads.js'
import type { Calibration } from './verdict.js'

/** A trained model in memory. `weights` holds a row of one number per head for each live bucket. */
export type Model = {
  readonly id: string
  readonly biases: readonly number[]
  /** By bucket: its row in `weights`, or −1 where nothing was learned. */
  readonly rowOf: Int32Array
  readonly weights: Float32Array
  readonly calibration: Calibration
}

/**
 * The file: `AMENDS1\n`, then Brotli over: length of the header (u32, little endian), header (JSON), live buckets as
 * differences (7 bits a byte), then for each head in turn one byte per live bucket. A byte b stands for the weight
 * sign(b) · scale · (b / 127)², which spends its steps where most weights are: near zero.
 */
const MAGIC = 'AMENDS1\n'

type Header = {
  readonly id: string
  readonly heads: readonly string[]
  readonly biases: readonly number[]
  readonly scales: readonly number[]
  readonly live: number
  readonly calibration: Calibration
}

export function writeModel(path: string, model: Model): void {
  const live: number[] = []
  for (let bucket = 0; bucket < BUCKETS; bucket++) if ((model.rowOf[bucket] as number) >= 0) live.push(bucket)
  const scales = HEADS.map((_, head) =>
    live.reduce(
      (most, bucket) =>
        Math.max(
          most,
          Math.abs(model.weights[(model.rowOf[bucket] as number) * HEAD_COUNT + head] as number),
        ),
      1e-9,
    ),
  )
  const body = new Int8Array(live.length * HEAD_COUNT)
  for (let head = 0; head < HEAD_COUNT; head++)
    live.forEach((bucket, i) => {
      const weight = model.weights[(model.rowOf[bucket] as number) * HEAD_COUNT + head] as number
      const share = Math.sqrt(Math.abs(weight) / (scales[head] as number))
      body[head * live.length + i] = Math.sign(weight) * Math.round(127 * share)
    })
  const header: Header = {
    id: model.id,
    heads: HEADS.map((head) => head.name),
    biases: model.biases,
    scales,
    live: live.length,
    calibration: model.calibration,
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  const packed = brotliCompressSync(
    Buffer.concat([length, text, Buffer.from(differences(live)), Buffer.from(body.buffer)]),
    { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 } },
  )
  writeFileSync(path, Buffer.concat([Buffer.from(MAGIC), packed]))
}

/** @throws Error when the file is missing, damaged, or made for other heads than these */
export function readModel(path: string): Model {
  const file = readFileSync(path)
  if (file.subarray(0, MAGIC.length).toString() !== MAGIC) throw new Error(`${path}: not a model of Amends`)
  const bytes = unpack(path, file.subarray(MAGIC.length))
  const bodyAt = 4 + bytes.readUInt32LE(0)
  const header = JSON.parse(bytes.subarray(4, bodyAt).toString()) as Header
  if (header.heads.join() !== HEADS.map((head) => head.name).join())
    throw new Error(`${path}: made for other questions than this version asks: run \`npm run train\``)

  const rowOf = new Int32Array(BUCKETS).fill(-1)
  let at = bodyAt
  let bucket = -1
  for (let row = 0; row < header.live; row++) {
    let difference = 0
    let shift = 0
    let byte: number
    do {
      byte = bytes[at++] as number
      difference |= (byte & 127) << shift
      shift += 7
    } while (byte > 127)
    bucket += difference
    rowOf[bucket] = row
  }
  const weights = new Float32Array(header.live * HEAD_COUNT)
  for (let head = 0; head < HEAD_COUNT; head++) {
    const scale = header.scales[head] as number
    for (let row = 0; row < header.live; row++) {
      const byte = ((bytes[at++] as number) << 24) >> 24
      weights[row * HEAD_COUNT + head] = (Math.sign(byte) * scale * byte * byte) / (127 * 127)
    }
  }
  return { id: header.id, biases: header.biases, rowOf, weights, calibration: header.calibration }
}

function unpack(path: string, packed: Buffer): Buffer {
  try {
    return brotliDecompressSync(packed)
  } catch (cause) {
    throw new Error(`${path}: damaged`, { cause })
  }
}

function differences(live: readonly number[]): number[] {
  const out: number[] = []
  let before = -1
  for (const bucket of live) {
    let rest = bucket - before
    before = bucket
    while (rest > 127) {
      out.push((rest & 127) | 128)
      rest >>>= 7
    }
    out.push(rest)
  }
  return out
}
