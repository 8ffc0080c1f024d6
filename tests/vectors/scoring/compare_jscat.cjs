// Scores the people of reference.json with jsCAT and prints one JSON row an estimate. Called by compare.py.
const { readFileSync } = require("node:fs");
const { Cat } = require("@bdelab/jscat");
const { version } = require("@bdelab/jscat/package.json");

console.log(JSON.stringify({ version: `Node ${process.versions.node}, jsCAT ${version}` }));

function tell(set, person, setting, estimator, limits) {
  const given = set.persons[person];
  const cat = new Cat({ method: estimator, priorPar: given.prior, minTheta: limits[0], maxTheta: limits[1] });
  const answered = set.items.map((item, i) => [item, given.responses[i]]).filter(([, digit]) => digit !== ".");
  const zetas = answered.map(([{ a, b, c }]) => ({ a, b, c, d: 1 }));
  cat.updateAbilityEstimate(zetas, answered.map(([, digit]) => Number(digit)));
  const [theta, error] = [String(cat.theta), String(cat.seMeasurement)];
  console.log(JSON.stringify({ set: set.name, person, setting, estimator, theta, error, range: limits.map(String) }));
}

for (const set of JSON.parse(readFileSync(process.argv[2], "utf8")).sets) {
  if (set.items.some((item) => item.steps)) continue;
  for (const [person, { responses, prior: [mean, sd] }] of set.persons.entries()) {
    if (/^\.*$/.test(responses)) continue;
    for (const estimator of ["eap", "mle"]) {
      tell(set, person, "as it comes", estimator, [-6, 6]);
      tell(set, person, "wider", estimator, estimator === "eap" ? [mean - 8 * sd, mean + 8 * sd] : [-30, 30]);
    }
  }
}
