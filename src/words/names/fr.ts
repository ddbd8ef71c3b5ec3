import type { NamesWords } from './en.ts'

/** In French the animal comes first; all of these are masculine, so that every pair agrees. */
const adjectives =
  'Agile Aimable Alerte Ardent Astucieux Avenant Calme Candide Constant Courageux Curieux Doré Doux Éveillé Fidèle Fier Franc Futé Gai Galant Gentil Habile Heureux Honnête Jovial Joyeux Lumineux Lunaire Malicieux Matinal Modeste Noble Paisible Patient Pétillant Poli Prudent Radieux Rapide Rêveur Rieur Sage Serein Sincère Solaire Souriant Tendre Tenace Tranquille Vaillant Vif Volontaire'
const animals =
  'Aigle Bison Blaireau Bouquetin Canard Castor Cerf Chamois Chat Cheval Colibri Coq Corbeau Cygne Daim Dauphin Écureuil Élan Éléphant Faisan Faucon Flamant Furet Geai Gecko Grillon Héron Hérisson Hibou Jaguar Kangourou Koala Lama Lapin Lézard Lièvre Lion Loir Loup Lynx Manchot Merle Moineau Morse Mulot Ours Panda Papillon Pélican Phoque Pinson Puffin Putois Raton Renard Rouge-gorge Sanglier Saumon Scarabée Tamanoir Tapir Tigre Toucan Vison Wombat Yack Zèbre'

export const fr: NamesWords = {
  first: adjectives.split(' '),
  second: animals.replace('', '').split(' '),
  join: (adjective, animal) => `${animal} ${adjective}`,
}
