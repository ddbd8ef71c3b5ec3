import { useEffect, useState } from 'preact/hooks'
import type { AttendWords } from '../../words/attend/en.ts'
import type { CommonWords } from '../../words/common/en.ts'
import { type Bar, Bars } from './bars.tsx'
import { ChoiceButton, type ChoiceState } from './choice-button.tsx'
import { Cloud } from './cloud.tsx'
import { CloudList } from './cloud-list.tsx'
import { ConnectionLine } from './connection-line.tsx'
import { Count } from './count.tsx'
import { Countdown } from './countdown.tsx'
import { QrCode } from './qr-code.tsx'

const answers = [
  'Somebody to review my changes',
  'Documentation that starts at the beginning',
  'وقت أكثر في اليوم',
  'A place to ask without feeling foolish',
  'Fewer meetings',
  'Money',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  'Coffee',
]
const states: ChoiceState[] = ['idle', 'chosen', 'counting', 'counted', 'disabled', 'right', 'wrong']
const said =
  'patience 21,trust 18,docs 17,code review 13,tests 12,coffee 11,kindness 9,time 9,naming things 7,clarity 7,maintainers 6,money 5,small releases 5,welcome 4,Geduld 4,صبر 4,translation 3,CI that is green 3,humour 3,snacks 2,sleep 2,a roadmap 2,sunlight 2,mentors 2,お茶 2,less noise 1,accessibility 1,old hardware 1,a good chair 1,quiet 1,bread 1,rain 1'
    .split(',')
    .map((entry) => ({ word: entry.replace(/ \d+$/, ''), count: Number(/\d+$/.exec(entry)?.[0]) }))

interface Props {
  attend: AttendWords
  common: CommonWords
}

/** What an audience's page is made of, in all its states. */
export function Live({ attend, common }: Props) {
  const [extra, grow] = useState(0)
  useEffect(() => {
    if (!new URLSearchParams(location.search).has('moving')) return
    const timer = setInterval(() => grow((n) => n + 1), 1200)
    return () => clearInterval(timer)
  }, [])
  const counts = [48, 31, 27, 12 + extra * 5, 9, 4, 1, 0]
  const bars = answers.map((label, index): Bar => ({ id: String(index), index, label, count: counts[index] ?? 0 }))
  const answered = bars.reduce((sum, bar) => sum + bar.count, 0)
  const figure = { answered, words: common.bars, format: common.number }
  const words = said.map(({ word, count }, i) => ({ word, count: i === 5 ? count + extra * 2 : count }))
  return (
    <>
      <section>
        <h2>Answer buttons</h2>
        <div class="choices">
          {states.map((state, i) => (
            <ChoiceButton
              key={state}
              index={i}
              text={answers[i] ?? ''}
              state={state}
              note={noteOf(state, attend, common)}
              onChoose={() => grow(extra + 1)}
            />
          ))}
          <ChoiceButton index={7} text={answers[7] ?? ''} state="idle" onChoose={() => grow(extra + 1)} />
        </div>
      </section>
      <Phone attend={attend} />
      <section>
        <h2>Bars, right answer shown</h2>
        <Bars
          title="What helps you most?"
          {...figure}
          bars={bars.slice(0, 5).map((bar) => ({ ...bar, right: bar.index === 1, own: bar.index === 2 }))}
        />
      </section>
      <section class="gallery-wide">
        <h2>Bars</h2>
        <Bars title="What would help you contribute more?" {...figure} bars={bars} />
      </section>
      <section class="gallery-wide">
        <h2>Word cloud</h2>
        <div class="gallery-cloud">
          <Cloud title={attend.cloud.title} words={words} wordText={common.wordCount} />
        </div>
      </section>
      <section>
        <h2>Word cloud on the phone</h2>
        <CloudList title={attend.cloud.title} words={words} wordText={common.wordCount} />
      </section>
      <section>
        <h2>Numbers and code</h2>
        <p class="gallery-big">
          <Count value={1240 + extra * 37} format={common.number} /> ·{' '}
          <Countdown untilMs={Date.now() + 73_000} aheadMs={0} label={attend.timeLeft} />{' '}
          <Countdown untilMs={Date.now() + 4_000} aheadMs={0} label={attend.timeLeft} />
        </p>
        <div class="gallery-qr">
          <QrCode text="http://192.168.1.20:8000/join/K7QX" label="QR code that opens 192.168.1.20:8000/join/K7QX" />
        </div>
      </section>
    </>
  )
}

function Phone({ attend }: { attend: AttendWords }) {
  return (
    <section>
      <h2>Waiting, and the three connection lines</h2>
      {(['live', 'catching-up', 'offline'] as const).map((state) => (
        <div key={state} class="gallery-phone">
          <ConnectionLine state={state} words={attend.connection} />
          <p class="quiet small">Open Tools Days</p>
          <h3 class="gallery-big">{attend.waiting.title}</h3>
          <p>{attend.waiting.text}</p>
          <p class="quiet">{attend.here(127)}</p>
        </div>
      ))}
    </section>
  )
}

function noteOf(state: ChoiceState, attend: AttendWords, common: CommonWords): string | undefined {
  switch (state) {
    case 'counting':
      return attend.poll.sending
    case 'counted':
      return attend.poll.counted
    case 'right':
      return common.bars.right
    case 'wrong':
      return common.bars.own
    case 'idle':
    case 'chosen':
    case 'disabled':
      return undefined
  }
}
