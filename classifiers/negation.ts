/** Words that turn what follows, folded (no apostrophes), in the languages of the corpus that are written with spaces. */
export const NEGATORS: ReadonlySet<string> = new Set(
  [
    'not no never none nothing nobody nor neither without cannot cant dont doesnt didnt wont wouldnt couldnt shouldnt isnt arent wasnt werent hasnt havent hadnt aint',
    'nunca ni sin tampoco nada nadie jamás ningún ninguna',
    'ne n pas jamais rien sans aucun aucune ni personne',
    'nicht nie kein keine keinen keiner keinem keines nichts niemand ohne niemals nix ned',
    'não nao nem sem nenhum nenhuma ninguém',
    'non mai senza niente nessuno nessuna né nulla',
    'niet geen nooit zonder niets niks niemand',
  ]
    .join(' ')
    .split(' '),
)
