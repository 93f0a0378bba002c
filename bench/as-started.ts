/** As `npm start` runs the product: told to keep its heap small, or V8 lets it grow only because the machine has room. */
export const AS_STARTED = ['--max-semi-space-size=4', '--heap-growing-percent=20']
