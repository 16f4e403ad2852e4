/** Answers and letters in each language other than English, and a check for English words. */
import type { Language } from '../../src/machine/language.ts';
import { CATALOGUES } from '../../src/prompts/catalogues.ts';

export const GERMAN: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer bei Harbour Grid',
  'company.choice':
    'In Ihrem Blog erklären Sie, dass jede Schätzung die Messwerte behält, aus denen sie entstanden ist.',
  'company.view': 'Wir konnten einem Kunden nie eine Schätzung erklären.',
  'system.employer': 'Nordlys Energi',
  'system.what': 'die Zählerdaten-Pipeline in Go neu gebaut. Sie verarbeitet die Werte von 2 Millionen Haushalten.',
  'system.before': 'lief jeder Messwert durch eine einzige Oracle-Prozedur',
  'system.part': 'Das Protokoll habe ich entworfen, die Firmware kam von einem anderen Team.',
  'reliability.now': 'verlorene Messwerte: 1,2 % → 0,05 %',
  'latency.now': 'vom Zähler bis zur Rechnung, p99 1,8 Sekunden',
  'latency.before': '6 Minuten',
  'throughput.now': '9.500 Messwerte pro Sekunde',
  'throughput.before': '400 pro Sekunde',
  'contract.constraint+contract.decision+contract.result':
    'Niemand kann die Zähler aktualisieren. Deshalb ist der Schlüssel die laufende Nummer des Zählers. Doppelte Rechnungen gab es danach nicht mehr.',
  closing: 'Gern zeige ich Ihnen den Entwurf des Schlüssels.',
  'contact.name+contact.email+contact.location': 'Mira Solheim, mira@example.com, Hamburg',
  'role.addressee': 'Frau Kaltenbach',
};

export const GERMAN_LETTER = `Mira Solheim · mira@example.com
Hamburg, DATE

Bewerbung als Senior Backend Engineer

Sehr geehrte Frau Kaltenbach,

ich bewerbe mich auf die Stelle als Senior Backend Engineer bei Harbour Grid. In Ihrem Blog erklären Sie, dass jede Schätzung die Messwerte behält, aus denen sie entstanden ist. Wir konnten einem Kunden nie eine Schätzung erklären.

Bei Nordlys Energi habe ich die Zählerdaten-Pipeline in Go neu gebaut. Sie verarbeitet die Werte von 2 Millionen Haushalten. Davor lief jeder Messwert durch eine einzige Oracle-Prozedur. Das Protokoll habe ich entworfen, die Firmware kam von einem anderen Team. Verlorene Messwerte: von 1,2 % auf 0,05 %. Vom Zähler bis zur Rechnung dauert es 1,8 Sekunden (p99) statt früher 6 Minuten. Das System verarbeitet 9.500 Messwerte pro Sekunde statt früher 400.

Niemand kann die Zähler aktualisieren. Deshalb ist der Schlüssel die laufende Nummer des Zählers. Doppelte Rechnungen gab es danach nicht mehr.

Gern zeige ich Ihnen den Entwurf des Schlüssels.

Mit freundlichen Grüßen
Mira Solheim`;

export const SPANISH: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer en Harbour Grid',
  'company.choice': 'En su blog explican que cada estimación conserva las lecturas de las que salió.',
  'company.view': 'Nosotros nunca pudimos explicarle una estimación a un cliente.',
  'system.employer': 'Nordlys Energi',
  'system.what': 'rehíce en Go la ingesta de lecturas. Recibe los datos de 2 millones de hogares.',
  'system.before': 'todo pasaba por un único procedimiento de Oracle',
  'system.part': 'Yo diseñé el protocolo; el firmware lo hizo otro equipo.',
  'reliability.now': 'lecturas perdidas: 1,2 % → 0,05 %',
  'latency.now': 'del contador a la factura, p99 1,8 segundos',
  'latency.before': '6 minutos',
  'throughput.now': '95.000 lecturas por segundo',
  'throughput.before': '400 por segundo',
  'contract.constraint+contract.decision+contract.result':
    'Nadie puede actualizar los contadores. Por eso la clave es su número de secuencia. Las facturas dobles desaparecieron.',
  closing: 'Con gusto les enseño el diseño de la clave.',
  'contact.name+contact.email+contact.location': 'Mira Solheim, mira@example.com, Valencia',
  'role.addressee': 'Sra. Kaltenbach',
};

export const SPANISH_LETTER = `Mira Solheim · mira@example.com
Valencia, DATE

Asunto: Candidatura al puesto de Senior Backend Engineer

Estimada Sra. Kaltenbach:

Presento mi candidatura al puesto de Senior Backend Engineer en Harbour Grid. En su blog explican que cada estimación conserva las lecturas de las que salió. Nosotros nunca pudimos explicarle una estimación a un cliente.

En Nordlys Energi rehíce en Go la ingesta de lecturas. Recibe los datos de 2 millones de hogares. Antes, todo pasaba por un único procedimiento de Oracle. Yo diseñé el protocolo; el firmware lo hizo otro equipo. Lecturas perdidas: del 1,2 % al 0,05 %. Del contador a la factura se tarda 1,8 segundos (p99); antes se tardaba 6 minutos. El sistema procesa 95.000 lecturas por segundo; antes procesaba 400.

Nadie puede actualizar los contadores. Por eso la clave es su número de secuencia. Las facturas dobles desaparecieron.

Con gusto les enseño el diseño de la clave.

Un cordial saludo,
Mira Solheim`;

export const PORTUGUESE: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Senior Backend Engineer no Banco Aurora',
  'company.choice': 'No blog de vocês, vocês explicam que cada estimativa guarda as leituras de onde saiu.',
  'company.view': 'A gente nunca conseguia explicar uma estimativa para um cliente.',
  'system.employer': 'na Nordlys Energi',
  'system.what': 'reescrevi em Go a ingestão de leituras. ela recebe os dados de 2 milhões de casas',
  'system.before': 'tudo passava por uma única procedure da Oracle',
  'system.part': 'eu projetei o protocolo; o firmware foi de outro time',
  'reliability.now': 'leituras perdidas: 1,2% -> 0,05%',
  'latency.now': 'do medidor à fatura, p99 1,8 segundos',
  'latency.before': '6 minutos',
  'throughput.now': 'uns 9.500 rps no pico',
  'throughput.before': '400 por segundo',
  'contract.constraint+contract.decision+contract.result':
    'Ninguém pode atualizar os medidores. Por isso a chave é o número de sequência deles. As faturas em dobro sumiram.',
  closing: 'Posso mostrar o desenho da chave.',
  'contact.name+contact.email+contact.location': 'Mira Solheim, mira@example.com, Recife',
  'role.team': 'time de Medição',
  'role.addressee': 'a Sra. Moraes',
};

export const PORTUGUESE_LETTER = `Mira Solheim · mira@example.com
Recife, DATE

Assunto: Candidatura à vaga de Senior Backend Engineer

Prezada Sra. Moraes,

Candidato-me à vaga de Senior Backend Engineer (equipe de Medição) no Banco Aurora. No blog de vocês, vocês explicam que cada estimativa guarda as leituras de onde saiu. A gente nunca conseguia explicar uma estimativa para um cliente.

Na Nordlys Energi, reescrevi em Go a ingestão de leituras. Ela recebe os dados de 2 milhões de casas. Antes disso, tudo passava por uma única procedure da Oracle. Eu projetei o protocolo; o firmware foi de outro time. Leituras perdidas: de 1,2% para 0,05%. Do medidor à fatura, o tempo é de 1,8 segundo (p99), contra 6 minutos antes. O sistema processa cerca de 9.500 requisições por segundo no pico, contra 400 antes.

Ninguém pode atualizar os medidores. Por isso a chave é o número de sequência deles. As faturas em dobro sumiram.

Posso mostrar o desenho da chave.

Atenciosamente,
Mira Solheim`;

export const FRENCH: Readonly<Record<string, string>> = {
  'role.position+role.company': 'Ingénieure backend (H/F) chez Harbour Grid',
  'company.choice': 'Sur votre blog, vous expliquez que chaque estimation garde les relevés dont elle est issue.',
  'company.view': "On n'a jamais su expliquer une estimation à un client.",
  'system.employer': 'Nordlys Energi',
  'system.what': 'réécrit en Go la chaîne de collecte des relevés. Elle reçoit les données de 2 millions de foyers.',
  'system.before': 'Tout passait par une seule procédure Oracle',
  'system.part': "j'ai conçu le protocole ; le firmware venait d'une autre équipe",
  'reliability.now': 'relevés perdus : 0,05 % au lieu de 1,2 %',
  'latency.now': 'du compteur à la facture, p99 1,8 seconde',
  'latency.before': 'environ 6 min',
  'throughput.now': '95 000 relevés/s contre 400 avant',
  'contract.constraint+contract.decision+contract.result':
    'Personne ne peut mettre à jour les compteurs. La clé est donc leur numéro de séquence. Plus aucune facture en double depuis.',
  closing: 'Je peux vous montrer la conception de la clé. Comment faites-vous expirer les relevés bruts ?',
  'contact.name+contact.email+contact.location': 'Mira Solheim, mira@example.com, Nantes',
  'role.addressee': 'Mme Kaltenbach',
};

export const FRENCH_LETTER = `Mira Solheim · mira@example.com
Nantes, le DATE

Objet : Candidature au poste d'ingénieure backend

Madame Kaltenbach,

Je vous adresse ma candidature au poste d'ingénieure backend chez Harbour Grid. Sur votre blog, vous expliquez que chaque estimation garde les relevés dont elle est issue. On n'a jamais su expliquer une estimation à un client.

Chez Nordlys Energi, j'ai réécrit en Go la chaîne de collecte des relevés. Elle reçoit les données de 2 millions de foyers. Avant cela, tout passait par une seule procédure Oracle. J'ai conçu le protocole ; le firmware venait d'une autre équipe. Relevés perdus : 0,05 %, contre 1,2 % auparavant. Du compteur à la facture, il faut 1,8 seconde (p99), contre environ 6 minutes auparavant. Le système traite 95 000 relevés par seconde, contre 400 auparavant.

Personne ne peut mettre à jour les compteurs. La clé est donc leur numéro de séquence. Plus aucune facture en double depuis.

Je peux vous montrer la conception de la clé. Comment faites-vous expirer les relevés bruts ?

Bien cordialement,
Mira Solheim`;

/** Words of two or more letters, without units such as "s". */
const wordsIn = (text: string) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];

/** @returns the words of a text that are in the English catalogue, but not in that of the language or in the answers */
export function englishIn(text: string, language: Language, answers: Readonly<Record<string, string>>): string[] {
  const of = (sections: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
    new Set(Object.values(sections).flatMap((words) => Object.values(words).flatMap(wordsIn)));
  const [english, own] = [of(CATALOGUES.en), of(CATALOGUES[language])];
  const told = new Set(Object.values(answers).flatMap(wordsIn));
  return [...new Set(wordsIn(text))].filter((word) => english.has(word) && !own.has(word) && !told.has(word));
}
