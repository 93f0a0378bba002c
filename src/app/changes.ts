import type { Change, Changes } from '../ports.js'

/** Changes told to whoever listens in this process. A listener that throws spoils it for nobody else. */
export function inProcessChanges(onFault: (fault: unknown) => void): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    publish(change) {
      for (const listener of listeners) {
        try {
          listener(change)
        } catch (fault) {
          onFault(fault)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
