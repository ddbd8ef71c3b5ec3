import { Select } from './field.tsx'

/** Every language in its own words. The owner reloads or redraws with what was chosen. */
export function LanguageSelect<Tag extends string>(props: {
  label: string
  languages: readonly { tag: Tag; name: string }[]
  chosen: Tag
  onChoose: (tag: Tag) => void
}) {
  return (
    <Select
      label={props.label}
      bareLabel
      value={props.chosen}
      onChange={(changed) => {
        const found = props.languages.find(({ tag }) => tag === changed.currentTarget.value)
        if (found) props.onChoose(found.tag)
      }}
    >
      {props.languages.map(({ tag, name }) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </Select>
  )
}
