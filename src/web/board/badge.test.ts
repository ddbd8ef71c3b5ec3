import assert from 'node:assert/strict'
import { test } from 'node:test'
import { badgeLink, inkOn, notesOf, peopleAt, roomOf } from './badge.ts'

const luminance = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('the name on a badge can be read on every colour there is', () => {
  for (let shade = 0; shade <= 0xffffff; shade += 4_099) {
    const color = `#${shade.toString(16).padStart(6, '0')}`
    const [low = 0, high = 0] = [luminance(color), luminance(inkOn(color))].sort((a, b) => a - b)
    assert.ok((high + 0.05) / (low + 0.05) >= 4.5, color)
  }
  assert.equal(inkOn('#ffffff'), '#000000')
  assert.equal(inkOn('#000000'), '#ffffff')
})

test('PT-101 a badge leads to the link of its track, else to that of the room', () => {
  assert.equal(badgeLink({ link: 'https://a.example' }, { link: 'https://b.example' }), 'https://a.example')
  assert.equal(badgeLink({ link: null }, { link: 'https://b.example' }), 'https://b.example')
  assert.equal(badgeLink({ link: null }, { link: null }), null)
  assert.equal(badgeLink({ link: null }, null), null)
  const hub = { name: 'Hub', link: null } as never
  assert.equal(roomOf({ place: 'Hub' }, [hub]), hub)
  assert.equal(roomOf({ place: 'behind the Hub' }, [hub]), null)
  assert.equal(roomOf({ place: null }, [hub]), null)
})

test('PT-120 only who is checked in at a track is counted there, by name', () => {
  const places = [
    { place: '#nova', people: ['zoe', 'Bob', 'alice'] },
    { place: 'nova', people: ['Eve'] },
  ]
  assert.deepEqual(peopleAt({ places }, 'nova' as never), ['alice', 'Bob', 'zoe'])
  assert.deepEqual(peopleAt({ places }, 'swift' as never), [])
})

test('PT-105 notes of a track are its own, else made from what the event says, else none', () => {
  const track = { name: 'c++' as never, etherpad: null }
  assert.equal(notesOf({ ...track, etherpad: 'https://own.example' }, 'https://pads.example/p/x-'), 'https://own.example')
  assert.equal(notesOf(track, 'https://pads.example/p/x-'), 'https://pads.example/p/x-c%2B%2B')
  assert.equal(notesOf(track, null), null)
})
