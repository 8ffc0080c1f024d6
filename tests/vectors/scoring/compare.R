# Scores the people of reference.json with R packages, through their public functions, and prints one JSON row an estimate.
# Called by compare.py as: Rscript compare.R catR|mirt|ltm|eRm reference.json

suppressMessages(library(jsonlite))
arguments <- commandArgs(trailingOnly = TRUE)
program <- arguments[1]
suppressMessages(library(program, character.only = TRUE))
sets <- read_json(arguments[2])$sets

or <- function(value, otherwise) if (is.null(value)) otherwise else value
number <- function(items, name, otherwise = 0) sapply(items, function(item) or(item[[name]], otherwise))
steps <- function(item) unlist(item$steps)
top <- function(item) max(1, length(item$steps))
answers <- function(person) suppressWarnings(as.integer(strsplit(person$responses, "")[[1]]))
is_partial <- function(set) sapply(set$items, function(item) length(item$steps) > 0)
given <- function(set) Filter(function(i) !all(is.na(answers(set$persons[[i]]))), seq_along(set$persons))

tell <- function(set, i, setting, estimator, theta, error, range = c(-Inf, Inf)) {
  row <- list(set = set$name, person = i - 1, setting = setting, estimator = estimator, theta = format(theta, digits = 17),
              error = format(error, digits = 17), range = format(range, digits = 17, trim = TRUE))
  cat(toJSON(row, auto_unbox = TRUE), "\n", sep = "")
}

# catR: all items of one kind

catr_items <- function(set) {
  if (!any(is_partial(set))) return(cbind(number(set$items, "a"), number(set$items, "b"), number(set$items, "c"), 1))
  most <- max(sapply(set$items, top))
  t(sapply(set$items, function(item) c(item$a, steps(item), rep(NA, most - top(item)))))
}

catr_one <- function(set, i, setting, method, range, nodes) {
  model <- if (any(is_partial(set))) "GPCM"
  items <- catr_items(set)
  person <- set$persons[[i]]
  found <- tryCatch({
    theta <- thetaEst(items, answers(person), model, method = method, priorPar = unlist(person$prior), range = range,
                      parInt = nodes)
    c(theta, semTheta(theta, items, answers(person), model, method = method, priorPar = unlist(person$prior),
                      range = range, parInt = nodes))
  }, error = function(e) c(NaN, NaN))
  estimator <- c(EAP = "eap", BM = "map", ML = "mle", WL = "wle")[[method]]
  tell(set, i, setting, estimator, found[1], found[2], if (method == "EAP") nodes[1:2] else range)
}

run_catR <- function(set) {
  if (length(unique(is_partial(set))) > 1 || length(set$items) == 1) return()
  for (i in given(set)) for (method in c("EAP", "BM", "ML", "WL")) {
    prior <- unlist(set$persons[[i]]$prior)
    catr_one(set, i, "as it comes", method, c(-4, 4), c(-4, 4, 33))
    catr_one(set, i, "wider", method, c(-15, 15), c(prior[1] - 8 * prior[2], prior[1] + 8 * prior[2], 161))
  }
}

# mirt: every model; the item parameters are fixed, nothing is fitted

mirt_model <- function(set) {
  tops <- sapply(set$items, top)
  data <- t(sapply(rep(0:max(tops), 5), function(k) pmin(k, tops)))
  if (length(tops) == 1) data <- t(data)
  colnames(data) <- paste0("i", seq_along(tops))
  types <- ifelse(tops > 1, "gpcm", ifelse(number(set$items, "c") > 0, "3PL", "2PL"))
  values <- mirt(data, 1, types, pars = "values", verbose = FALSE)
  for (i in seq_along(tops)) {
    mine <- values$item == paste0("i", i)
    places <- or(steps(set$items[[i]]), set$items[[i]]$b)
    set_to <- function(name, value) values$value[mine & values$name == name] <<- value
    set_to("a1", set$items[[i]]$a)
    if (tops[i] == 1) set_to("d", -set$items[[i]]$a * places)
    else for (k in seq_along(places)) set_to(paste0("d", k), -set$items[[i]]$a * sum(places[1:k]))
    if (types[i] == "3PL") set_to("g", set$items[[i]]$c)
  }
  values$est <- FALSE
  mirt(data, 1, types, pars = values, TOL = NaN, verbose = FALSE)
}

mirt_one <- function(set, model, i, method, setting, ...) {
  prior <- unlist(set$persons[[i]]$prior)
  found <- tryCatch(
    fscores(model, method = method, response.pattern = rbind(answers(set$persons[[i]])), mean = prior[1],
            cov = matrix(prior[2]^2), verbose = FALSE, ...),
    error = function(e) rbind(c(NaN, NaN)))
  tell(set, i, setting, c(EAP = "eap", MAP = "map", ML = "mle", WLE = "wle")[[method]], found[1, 1], found[1, 2])
}

run_mirt <- function(set) {
  model <- suppressWarnings(mirt_model(set))
  for (i in given(set)) {
    prior <- unlist(set$persons[[i]]$prior)
    limits <- prior[1] + c(-8, 8) * prior[2]
    for (method in c("EAP", "MAP", "ML", "WLE")) mirt_one(set, model, i, method, "as it comes")
    mirt_one(set, model, i, "EAP", "wider", theta_lim = limits, quadpts = 321)
  }
}

# ltm scores only fitted models: the LSAT, with the parameters of the file put into a fit

ltm_fit <- function(set, points) {
  rows <- do.call(rbind, lapply(set$persons, answers))
  a <- number(set$items, "a"); d <- -a * number(set$items, "b")
  finer <- if (points) list(GHk = points) else list()
  fitted <- switch(set$items[[1]]$model,
    "1PL" = rasch(rows, control = finer), "2PL" = ltm(rows ~ z1, control = finer),
    "3PL" = tpm(rows, constraint = cbind(1:5, 1, 0.2), control = finer))
  fitted$coef[] <- switch(set$items[[1]]$model, "3PL" = cbind(qlogis(0.2), d, a), cbind(d, a))
  fitted
}

run_ltm <- function(set) {
  if (!grepl("^lsat", set$name)) return()
  rows <- do.call(rbind, lapply(set$persons, answers))
  for (points in c(0, 61)) for (method in c("EAP", "EB")) {
    scored <- factor.scores(ltm_fit(set, points), rows, method = method)$score.dat
    setting <- if (points) "61 nodes" else "as it comes"
    for (i in seq_len(nrow(rows))) tell(set, i, setting, c(EAP = "eap", EB = "map")[[method]], scored$z1[i], scored$se.z1[i])
  }
}

# eRm: Rasch and partial credit after conditional estimation; the parameters of the file put into a fit

run_eRm <- function(set) {
  models <- unlist(unique(lapply(set$items, `[[`, "model")))
  if (!identical(models, "1PL") || any(number(set$items, "a") != 1) || length(set$items) < 5) return()
  set.seed(1)
  b <- number(set$items, "b")
  fitted <- RM(matrix(rbinom(400 * length(b), 1, plogis(outer(rnorm(400), b, `-`))), 400))
  fitted$betapar[] <- -b
  rows <- do.call(rbind, lapply(set$persons, answers))[given(set), ]
  rownames(rows) <- given(set)
  fitted$X <- fitted$X01 <- rows
  scored <- person.parameter(fitted)
  errors <- do.call(c, unname(scored$se.theta))
  for (i in given(set)) {
    name <- as.character(i)
    tell(set, i, "as it comes", "mle", scored$theta.table[name, 1], errors[name])
  }
}

cat(toJSON(list(version = paste0("R ", getRversion(), ", ", program, " ", packageDescription(program)$Version)), auto_unbox = TRUE), "\n", sep = "")
for (set in sets) get(paste0("run_", program))(set)
