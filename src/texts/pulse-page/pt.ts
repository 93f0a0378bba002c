import type { PulsePageTexts } from '../pulse-page-texts.js'

export const pulsePagePt: PulsePageTexts = {
  lang: 'pt',
  title: (brand) => `Uma pergunta de ${brand}`,
  asks: (brand) => `${brand} gostaria de saber`,
  question: 'Até que ponto confia em nós para resolver o problema?',
  grades: { 1: 'Nada', 2: 'Um pouco', 3: 'Em parte', 4: 'Bastante', 5: 'Totalmente' },
  send: 'Enviar a minha resposta',
  choose: 'Escolha uma das cinco respostas, por favor.',
  privacy:
    'A sua resposta é guardada sem o seu nome. Só vemos várias respostas em conjunto, nunca a sua isolada. Pode responder uma vez.',
  thanks: {
    title: 'Agradecemos a sua resposta',
    help: 'Já chegou. Pode fechar esta página.',
  },
  already: {
    title: 'Já temos a sua resposta',
    help: 'Conta a primeira. Não é preciso fazer mais nada. Agradecemos.',
  },
  gone: {
    title: 'Este link não pode ser usado',
    help: 'Talvez já tenha sido usado, o prazo tenha passado ou um pedaço se tenha perdido pelo caminho. Não é preciso fazer nada. Se quiser dizer alguma coisa, basta responder à nossa mensagem.',
  },
  wait: {
    title: 'Um momento, por favor',
    help: 'Há visitas demais ao mesmo tempo. Tente de novo dentro de alguns minutos.',
  },
  broke: {
    title: 'Não funcionou',
    help: 'Nada foi guardado. Tente de novo dentro de um minuto, por favor.',
  },
  message: (brand, link) =>
    `Posso fazer uma pergunta? Até que ponto confia em nós para resolver o problema? Pode responder aqui, uma só vez e sem o seu nome. Agradecemos, ${brand}\n${link}`,
}
