import type { Reader } from './context.js'

/** What the keys of the list do; opened by the script, which also remembers whether they are wanted. */
export function KeysHelp({ reader }: { reader: Reader }) {
  const words = reader.texts.desk.report.keys
  return (
    <dialog id="keys" class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <dl>
        {words.list.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" id="keys-use" checked /> {words.use}
      </label>
      <form method="dialog">
        <button type="submit">{words.close}</button>
      </form>
    </dialog>
  )
}
