/** Friendly names on offer to whoever joins without one: an adjective and an animal. */
const adjectives =
  'Able Amber Brave Breezy Bright Calm Cheerful Clever Cosmic Cosy Curious Daring Dapper Eager Early Fair Fleet Gentle Glad Golden Happy Honest Humble Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mighty Misty Nimble Noble Patient Plucky Polite Quick Quiet Ready Rosy Silver Sincere Spry Steady Sunny Swift Tidy Vivid Warm Wise Witty Zesty'
const animals =
  'Badger Bear Beaver Bison Bluebird Buffalo Butterfly Camel Cheetah Cricket Crane Deer Dolphin Dove Eagle Falcon Ferret Finch Firefly Fox Gecko Giraffe Goose Hare Hawk Hedgehog Heron Ibex Jay Kestrel Kingfisher Koala Lark Lemur Lizard Llama Lynx Magpie Marmot Marten Mole Moose Newt Otter Owl Panda Pelican Penguin Plover Puffin Quail Rabbit Raven Robin Salmon Seal Sparrow Squirrel Stork Swan Tapir Tern Tiger Toucan Trout Turtle Walrus Whale Wombat Wren Yak Zebra'

export const en = {
  first: adjectives.split(' '),
  second: animals.split(' '),
  join: (adjective: string, animal: string) => `${adjective} ${animal}`,
}
export type NamesWords = typeof en
