import { hash, randomBytes } from 'node:crypto'

/** 256 random bits. Only {@link hashOfPulse} it is ever stored. */
export const newPulseToken = (): string => randomBytes(32).toString('base64url')

export const hashOfPulse = (token: string): string => hash('sha256', token)
