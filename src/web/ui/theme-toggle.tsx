import { useEffect, useState } from 'preact/hooks'
import { Icon, iconMoon, iconScreen, iconSun } from './icon.tsx'
import { chooseTheme, followTheme, keptTheme, type ThemeChoice, themeChoices } from './theme.ts'
import './theme-toggle.css'

const icons: Record<ThemeChoice, string> = { light: iconSun, dark: iconMoon, system: iconScreen }

/** Light, dark or as the system has it: at once, on every open page, and remembered. */
export function ThemeToggle(props: { words: Record<ThemeChoice, string> & { title: string } }) {
  const [chosen, setChosen] = useState(keptTheme)
  useEffect(() => followTheme(setChosen), [])
  return (
    <fieldset class="theme-toggle">
      <legend class="unseen">{props.words.title}</legend>
      {themeChoices.map((choice) => (
        <label key={choice} title={props.words[choice]}>
          <input
            type="radio"
            name="theme"
            class="unseen"
            checked={choice === chosen}
            onChange={() => {
              setChosen(choice)
              chooseTheme(choice)
            }}
          />
          <Icon path={icons[choice]} />
          <span class="unseen">{props.words[choice]}</span>
        </label>
      ))}
    </fieldset>
  )
}
