import { useState } from 'preact/hooks'
import { accents, chooseAccent, keptAccent } from './accent.ts'
import './accent-choice.css'
import { useWords } from './words.ts'

/** Which colour the console has in this browser. */
export function AccentChoice() {
  const { colour } = useWords().console.desk
  const [chosen, choose] = useState(keptAccent)
  return (
    <fieldset class="accents">
      <legend>{colour.title}</legend>
      <span class="accents-list">
        {accents.map((accent) => (
          <label key={accent}>
            <input
              type="radio"
              name="accent"
              class="unseen"
              checked={accent === chosen}
              onChange={() => {
                choose(accent)
                chooseAccent(accent)
              }}
            />
            {colour.names[accent]}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
