# The R peers of analyses.sh on its made-up data: peers.R DATA_FOLDER [PART OF A TASK]. Writes task, peer, seconds, note with tabs between.
folder <- commandArgs(TRUE)[1]
part <- c(commandArgs(TRUE), "")[2]
wanted <- function(...) any(grepl(tolower(part), tolower(c(...)), fixed = TRUE)) || part == ""
read <- function(name, columns) {
  path <- file.path(folder, paste0(name, ".bin"))
  matrix(readBin(path, "double", file.size(path) / 8, endian = "little"), ncol = columns)
}
say <- function(task, peer, seconds, note = "") cat(task, peer, format(seconds, digits = 4), note, sep = "\t")
timed <- function(task, peer, work, times = 3, share = 1, note = "") {
  if (!wanted(task)) return(invisible())
  taken <- tryCatch(sapply(seq_len(times), function(i) { gc(FALSE); system.time(work())[["elapsed"]] }),
    error = function(wrong) { message(task, ": ", peer, " failed: ", conditionMessage(wrong)); NULL })
  if (!is.null(taken)) { say(task, peer, median(taken) / share, note); cat("\n") }
}
has <- function(package, ...) {
  if (!wanted(...)) return(FALSE)
  there <- suppressPackageStartupMessages(requireNamespace(package, quietly = TRUE))
  if (!there) message("skipped: the R package ", package, " is not installed (", paste(..., sep = ", "), ")")
  there
}

points <- read("points", 2); stacked <- read("stacked", 2)
sizes <- list(list("100k at 250 m", points[1:100000, ], 240), list("100k at 50 m", points[1:100000, ], 1200),
  list("1M at 250 m", points, 240), list("1M at 50 m", points, 1200), list("1M stacked at 50 m", stacked, 1200))
if (has("spatstat.explore", "bw.diggle 100k", paste("KDE", sapply(sizes, `[[`, 1)))) {
  suppressPackageStartupMessages({ library(spatstat.geom); library(spatstat.explore) })
  for (s in sizes) {
    pattern <- suppressWarnings(ppp(s[[2]][, 1], s[[2]][, 2], window = owin(c(0, 60000), c(0, 60000)), check = FALSE))
    timed(paste("KDE", s[[1]]), "spatstat", function() density(pattern, sigma = 500 / sqrt(8), kernel = "quartic", dimyx = s[[3]], edge = FALSE), note = "binned, FFT")
  }
  part100k <- ppp(points[1:100000, 1], points[1:100000, 2], window = owin(c(0, 60000), c(0, 60000)), check = FALSE)
  timed("bw.diggle 100k", "spatstat", function() bw.diggle(part100k), times = 1)
}
if (has("KernSmooth", paste("KDE", sapply(sizes, `[[`, 1)))) {
  for (s in sizes) timed(paste("KDE", s[[1]]), "KernSmooth", function() KernSmooth::bkde2D(s[[2]], 250, c(s[[3]], s[[3]]), list(c(0, 60000), c(0, 60000))), note = "binned, Gaussian")
}
if (has("spdep", "queen contiguity of 57,600 cells", "Gi* of 57,600 cells with permutation p")) {
  suppressPackageStartupMessages(library(spdep))
  cells <- read("cells", 1)[, 1]
  timed("queen contiguity of 57,600 cells", "spdep", function() cell2nb(240, 240, type = "queen"), times = 1)
  weights <- if (wanted("Gi* of 57,600 cells with permutation p")) nb2listw(include.self(cell2nb(240, 240, type = "queen")), style = "B")
  timed("Gi* of 57,600 cells", "spdep", function() localG(cells, weights))
  timed("Gi* of 57,600 cells with permutation p", "spdep", function() localG_perm(cells, weights, nsim = 39), times = 1, share = 39 / 999, note = "39 of 999 permutations, scaled")
}
if (has("dbscan", "DBSCAN 500k, eps 100, 50", "DBSCAN 500k, eps 50, 20")) {
  half <- points[1:500000, ]
  timed("DBSCAN 500k, eps 100, 50", "R dbscan", function() dbscan::dbscan(half, 100, 50), times = 1)
  timed("DBSCAN 500k, eps 50, 20", "R dbscan", function() dbscan::dbscan(half, 50, 20), times = 1)
}
if (has("surveillance", "Farrington flexible, 700 x 120 weeks", "Knox 10k, 11 x 6, 999 permutations")) {
  suppressPackageStartupMessages(library(surveillance))
  weeks <- read("weeks", 700)
  flexible <- function(some) for (i in some) farringtonFlexible(sts(weeks[, i], frequency = 52), control = list(range = 264:380, b = 5, w = 3, noPeriods = 10,
    pastWeeksNotIncluded = 26, pThresholdTrend = 1, weightsThreshold = 2.58, thresholdMethod = "nbPlugin", alpha = .01))
  timed("Farrington flexible, 700 x 120 weeks", "surveillance", function() suppressWarnings(flexible(1:3)), times = 1, share = 3 / 700 * 117 / 120, note = "3 of 700 series, 117 of 120 weeks, scaled")
  events <- read("events", 3)[1:2000, ]
  timed("Knox 10k, 11 x 6, 999 permutations", "surveillance", function() knox(dist(events[, 3]), dist(events[, 1:2]), eps.t = 7, eps.s = 100, simulate.p.value = TRUE, B = 9),
    times = 1, share = 9 / 999 / 25, note = "one cell; 9 of 999 permutations of 2,000 events, scaled by pairs")
}
months <- read("months", 700)
timed("robust STL, 700 x 60 months", "R stl", function() for (i in 1:700) stl(ts(months[, i], frequency = 12), s.window = 7, robust = TRUE))
