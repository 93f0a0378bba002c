import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePageFr: PulsePageTexts = {
  lang: 'fr',
  title: (brand) => `${brand} : une question`,
  asks: (brand) => `${brand} aimerait savoir`,
  question: 'À quel point nous faites-vous confiance pour arranger les choses ?',
  grades: { 1: 'Pas du tout', 2: 'Un peu', 3: 'Moyennement', 4: 'Beaucoup', 5: 'Entièrement' },
  send: 'Envoyer ma réponse',
  choose: 'Choisissez l’une des cinq réponses, s’il vous plaît.',
  privacy:
    'Votre réponse est enregistrée sans votre nom. Nous ne regardons que plusieurs réponses ensemble, jamais la vôtre seule. Vous pouvez répondre une fois.',
  thanks: { title: 'Merci', help: 'Votre réponse est bien arrivée. Vous pouvez fermer cette page.' },
  already: {
    title: 'Nous avons déjà votre réponse',
    help: 'C’est la première qui compte. Vous n’avez rien d’autre à faire. Merci.',
  },
  gone: {
    title: 'Ce lien ne peut pas être utilisé',
    help: 'Il a peut-être déjà servi, son délai est passé, ou un morceau s’est perdu en chemin. Vous n’avez rien à faire. Si vous voulez nous dire quelque chose, répondez simplement à notre message.',
  },
  wait: {
    title: 'Un instant, s’il vous plaît',
    help: 'Il y a trop de visites à la fois. Réessayez dans quelques minutes.',
  },
  broke: {
    title: 'Cela n’a pas fonctionné',
    help: 'Rien n’a été enregistré. Réessayez dans une minute, s’il vous plaît.',
  },
  message: (brand, link) =>
    `Puis-je vous poser une question ? À quel point nous faites-vous confiance pour arranger les choses ? Vous pouvez répondre ici, une seule fois et sans votre nom. Merci, ${brand}\n${link}`,
}
