# Fits LSAT-6 and LSAT-7 with the R package ltm and writes the item parameters into lsat.json, beside the frequencies.
# Run once: Rscript tests/vectors/scoring/fit_lsat.R (needs ltm and jsonlite).
suppressMessages({library(ltm); library(jsonlite)})

file <- "tests/vectors/scoring/lsat.json"
lsat <- read_json(file)
finer <- list(GHk = 61, iter.em = 500, iter.qN = 1000)

answers <- function(frequencies) {
  rows <- do.call(rbind, lapply(strsplit(names(frequencies), ""), as.integer))
  as.data.frame(rows[rep(seq_len(nrow(rows)), unlist(frequencies)), ])
}

parameters <- function(fitted, guessing = 0) {
  found <- coef(fitted)
  lapply(seq_len(nrow(found)), function(i) list(
    a = sprintf("%.5f", found[i, "Dscrmn"]), b = sprintf("%.5f", found[i, "Dffclt"]), c = format(guessing)))
}

for (name in c("lsat6", "lsat7")) {
  data <- answers(lsat[[name]]$frequencies)
  guessing <- cbind(1:5, 1, 0.2)  # five choices
  lsat[[name]]$fits <- list(
    "1PL" = parameters(rasch(data, control = finer)),
    "2PL" = parameters(ltm(data ~ z1, control = finer)),
    "3PL" = parameters(tpm(data, constraint = guessing, control = finer), 0.2))
}
lsat$fitted_with <- paste0("R ", getRversion(), ", ltm ", packageDescription("ltm")$Version)
write(toJSON(lsat, auto_unbox = TRUE, pretty = 1), file)
