import type { NamesWords } from './en.ts'

/** Animals that are also said of people unkindly (bear, goose, donkey) are left out; adjectives do not change in Turkish. */
const adjectives =
  'Anlayışlı Asil Atik Azimli Becerikli Bilge Candan Cesur Cömert Çalışkan Çevik Dikkatli Dinç Dingin Dürüst Erkenci Esprili Gayretli Gezgin Gizemli Gümüş Güneşli Hayalci Hevesli Hızlı Huzurlu Işıltılı İçten İyimser Kararlı Kibar Kozmik Mavi Meraklı Mert Mutlu Nazik Neşeli Özenli Özgür Parlak Sabırlı Sakin Samimi Sevecen Sevimli Sıcakkanlı Soylu Şakacı Şanslı Şen Şirin Tatlı Umutlu Usta Uyumlu Yıldızlı Zarif Zeki Zinde'
const animals =
  'Ağaçkakan Alabalık Alpaka Antilop Arı Aslan Atmaca Balina Baykuş Bülbül Ceylan Denizatı Fil Flamingo Geyik Gökdoğan Güvercin İbibik İspinoz Kanarya Kanguru Kaplan Kaplumbağa Karaca Karınca Kartal Kelebek Kerkenez Kırlangıç Kirpi Koala Kuğu Kumru Kunduz Kurt Lama Lemur Leylek Martı Mors Orkinos Panda Papağan Pars Pelikan Penguen Porsuk Puhu Saka Samur Sansar Serçe Sincap Somon Sülün Şahin Tapir Tavşan Tay Tilki Tukan Turna Uğurböceği Vaşak Vombat Yalıçapkını Yunus Yusufçuk Zebra Zürafa'

export const tr: NamesWords = {
  first: adjectives.split(' '),
  second: animals.split(' '),
  join: (adjective, animal) => `${adjective} ${animal}`,
}
