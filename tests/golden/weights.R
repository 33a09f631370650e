# Makes raking.csv, trimming.csv and weighted_share.csv, which the golden tests of weighting read.
# Needs R and its package survey: apt-get install r-base-core r-cran-survey; then, in this folder: Rscript weights.R
library(survey)
options(digits = 17)

LOW <- 0.2
HIGH <- 5
TURNS <- 50

source_line <- paste0(
  "# Source: R package survey ", packageVersion("survey"), " with R ", getRversion(),
  "; made by tests/golden/weights.R. "
)

write_golden <- function(table, file, what) {
  writeLines(paste0(source_line, what), file)
  suppressWarnings(write.table(table, file, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}

raked <- function(design, margins) {
  rake(
    design, lapply(names(margins), function(name) as.formula(paste0("~", name))),
    lapply(names(margins), function(name) setNames(data.frame(names(margins[[name]]), margins[[name]]), c(name, "Freq"))),
    control = list(maxit = 5000, epsilon = 1e-13)
  )
}

# Trimming and raking in turn; the last trim is final.
trimmed <- function(design, margins, low, high) {
  mean_weight <- sum(margins[[1]]) / nrow(design)
  bounds <- c(low, high) * mean_weight
  inside <- function() {
    weight <- weights(design)
    min(weight) >= bounds[1] * (1 - 1e-9) && max(weight) <= bounds[2] * (1 + 1e-9)
  }
  for (turn in seq_len(TURNS)) {
    if (inside()) break
    design <- trimWeights(design, lower = bounds[1], upper = bounds[2], strict = TRUE)
    if (turn < TURNS) design <- raked(design, margins)
  }
  design
}

start <- function(replies, margins) {
  svydesign(ids = ~1, weights = rep(sum(margins[[1]]) / nrow(replies), nrow(replies)), data = replies)
}

# The share, its standard error (svymean), Kish's size, and Wilson's interval (prop.test) of the smaller size.
shares <- function(name, design) {
  mean_of <- svymean(~satisfied, design)
  share <- as.numeric(coef(mean_of))
  weight <- weights(design)
  kish <- sum(weight)^2 / sum(weight^2)
  worth <- min(kish, share * (1 - share) / as.numeric(vcov(mean_of)))
  wilson <- prop.test(share * worth, worth, correct = FALSE)$conf.int
  beta <- attr(svyciprop(~satisfied, design, method = "beta"), "ci")
  data.frame(
    case = name, share = share, error = as.numeric(SE(mean_of)), kish = kish, worth = worth,
    lower = wilson[1], upper = wilson[2], beta_lower = beta[[1]], beta_upper = beta[[2]]
  )
}

set.seed(2021)
n <- 160
several <- data.frame(
  age = sample(c("16-34", "35-64", "65+"), n, TRUE, c(0.12, 0.4, 0.48)),
  sex = sample(c("female", "male"), n, TRUE, c(0.68, 0.32)),
  disabled = sample(c("no", "yes"), n, TRUE, c(0.55, 0.45))
)
several$satisfied <- rbinom(n, 1, ifelse(several$age == "16-34", 0.25, 0.6) + 0.2 * (several$sex == "male"))
several_margins <- list(
  age = c("16-34" = 1400, "35-64" = 3010, "65+" = 3800),
  sex = c(female = 4190, male = 4020),
  disabled = c(no = 5373, yes = 2837)
)
free <- raked(start(several, several_margins), several_margins)
tight <- trimmed(start(several, several_margins) |> raked(several_margins), several_margins, 0.5, 2.4)
several$weight <- weights(free)
several$trimmed <- weights(tight)

# One question. The third group is 5 of 300 replies and 9% of the people, so its weights are cut at 5 times the mean.
single <- data.frame(group = rep(c("a", "b", "c"), c(100, 195, 5)))
single$satisfied <- rep(c(1, 0, 1, 0, 1, 0), c(30, 70, 150, 45, 2, 3))
single_margins <- list(group = c(a = 5000, b = 4100, c = 900))
single_free <- raked(start(single, single_margins), single_margins)
single_tight <- trimmed(single_free, single_margins, LOW, HIGH)
single$weight <- weights(single_free)
single$trimmed <- weights(single_tight)

# The answer is most divided in the group that is weighted up, so Kish's size promises too much.
divided <- data.frame(group = rep(c("a", "b"), c(190, 24)), satisfied = rep(c(1, 0, 1, 0), c(4, 186, 12, 12)))
divided_margins <- list(group = c(a = 6000, b = 4000))
divided_free <- raked(start(divided, divided_margins), divided_margins)
divided$weight <- weights(divided_free)

write_golden(several, "raking.csv", paste(
  "Margins: age 1400, 3010, 3800; sex 4190, 4020; disabled 5373, 2837. trimmed: rake and trimWeights(0.5, 2.4, strict)",
  "in turn, at most 50 times."
))
write_golden(
  rbind(cbind(case = "single", single), cbind(case = "divided", divided, trimmed = divided$weight)), "trimming.csv",
  "Margins: single a 5000, b 4100, c 900; divided a 6000, b 4000. trimmed: trimWeights(0.2, 5, strict = TRUE)."
)
write_golden(
  rbind(
    shares("several", free), shares("several trimmed", tight), shares("single", single_free),
    shares("single trimmed", single_tight), shares("divided", divided_free)
  ),
  "weighted_share.csv",
  paste(
    "svymean (share, error), Kish's size, the smaller of it and p(1-p)/v, prop.test without correction (lower, upper),",
    "svyciprop(method = beta)."
  )
)
