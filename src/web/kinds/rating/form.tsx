import { ITEM_CHARS_MAX, RATED_ITEMS_MAX, RATED_ITEMS_MIN } from '../../../contract/limits.ts'
import { freshOne } from '../../console/form.ts'
import { useWords } from '../../console/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { iconCross, iconPlus } from '../../ui/icon.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import type { ConsoleKind, LiveProps, PartsProps } from '../form.ts'
import { freshItem } from './draft.ts'
import { Ranked } from './ranked.tsx'
import './form.css'
import './ranked.css'

function RatingParts({ draft: { items, liveOnStage }, errors, onChange }: PartsProps) {
  const { form } = useWords().console
  const change = (at: number, text: string) => onChange({ items: items.map((item, i) => (i === at ? { ...item, text } : item)) })
  return (
    <>
      <fieldset class="rated-items">
        <legend class="field-label">{form.items}</legend>
        {items.map((item, at) => (
          <div key={item.id} class="rated-item">
            <Field
              label={form.item(at + 1)}
              bareLabel
              dir="auto"
              autocomplete="off"
              placeholder={form.item(at + 1)}
              maxLength={ITEM_CHARS_MAX}
              value={item.text}
              error={errors[`items.${at}.text`]}
              onInput={(typed) => change(at, typed.currentTarget.value)}
            />
            <IconButton
              icon={iconCross}
              label={form.removeItem(at + 1)}
              disabled={items.length <= RATED_ITEMS_MIN}
              onClick={() => onChange({ items: items.filter((_, i) => i !== at) })}
            />
          </div>
        ))}
        {errors.items && <p class="field-error">{errors.items}</p>}
        <div>
          <Button
            icon={iconPlus}
            disabled={items.length >= RATED_ITEMS_MAX}
            onClick={() => onChange({ items: [...items, freshItem(freshOne)] })}
          >
            {form.addItem}
          </Button>
        </div>
      </fieldset>
      <Checkbox
        label={form.liveRating}
        checked={liveOnStage}
        onChange={(ticked) => onChange({ liveOnStage: ticked.currentTarget.checked })}
      />
    </>
  )
}

/** The standing, and behind it a table with how many gave what. */
function RatingLive({ prepared, tally }: LiveProps<'rating'>) {
  const { console: words, common } = useWords()
  if (!tally?.prior) return <p class="quiet">{words.results.none}</p>
  const { number } = common
  const text = (item: string) => prepared.items.find(({ id }) => id === item)?.text
  return (
    <>
      <Ranked title={prepared.title} items={prepared.items} rated={tally.items} words={common} />
      <p class="quiet small">{words.rating.prior(number(tally.prior.weight), number(tally.prior.mean))}</p>
      <details class="behind">
        <summary>{common.bars.showTable}</summary>
        <div class="behind-scroll">
          <table>
            <caption class="unseen">{prepared.title}</caption>
            <thead>
              <tr>
                {[words.rating.item, words.rating.score, words.rating.mean, words.rating.ratings, '1', '2', '3', '4', '5'].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {tally.items.map(({ item, score, average, count, stars }) => (
                <tr key={item}>
                  <th scope="row" dir="auto">
                    {text(item)}
                  </th>
                  <td>{score === null ? '–' : number(score)}</td>
                  <td>{average === null ? '–' : number(average)}</td>
                  <td>{number(count)}</td>
                  {stars.map((n, i) => (
                    <td key={i}>{number(n)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}

export const rating: ConsoleKind<'rating'> = {
  icon: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9l-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z',
  Parts: RatingParts,
  Live: RatingLive,
}
