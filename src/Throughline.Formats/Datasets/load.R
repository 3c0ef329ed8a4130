# Loads the tables of this folder into data frames. Only base R is needed.
#
#   source("load.R", chdir = TRUE)
#   data <- tables()
#   words(data$segments[1, ])
#
# Run by Rscript it checks that every segment stands where its positions say.

here <- local({
  file <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  if (length(file) == 1) dirname(normalizePath(file)) else getwd()
})

# A cell that a spreadsheet would run as a formula has an apostrophe before it.
plain <- function(x) {
  rest <- sub("^'+", "", x)
  number <- grepl("^[+-]?[0-9]{1,15}([.,][0-9]{1,15})?([eE][+-]?[0-9]{1,3})?$", rest)
  escaped <- !is.na(x) & grepl("^'", x) & grepl("^[-=+@\t\r]", rest) & !number
  x[escaped] <- substring(x[escaped], 2)
  x
}

# The byte order mark that Excel wants.
mark <- rawToChar(as.raw(c(0xef, 0xbb, 0xbf)))

read_table <- function(path) {
  data <- read.csv(path, encoding = "UTF-8", colClasses = "character", na.strings = character(0), check.names = FALSE, strip.white = FALSE)
  names(data)[1] <- sub(paste0("^", mark), "", names(data)[1], useBytes = TRUE)
  data[] <- lapply(data, plain)
  data
}

dictionary <- read_table(file.path(here, "dictionary.csv"))

# Every table, with numbers as numbers; an empty cell of a number is NA.
tables <- function() {
  found <- lapply(unique(dictionary$table), function(name) {
    data <- read_table(file.path(here, "csv", paste0(name, ".csv")))
    kinds <- dictionary[dictionary$table == name, ]
    for (i in seq_len(ncol(data))) {
      kind <- kinds$kind[i]
      if (kind == "integer" || kind == "number") data[[i]] <- as.numeric(data[[i]])
      if (kind == "boolean") data[[i]] <- data[[i]] == "true"
    }
    data
  })
  names(found) <- unique(dictionary$table)
  found
}

# The words of a source, by the path of its file.
text_of <- function(file) {
  path <- file.path(here, file)
  text <- readChar(path, file.size(path), useBytes = TRUE)
  Encoding(text) <- "UTF-8"
  text
}

# The words of one segment, cut out of its source by its positions.
words <- function(segment, sources = tables()$sources) {
  file <- sources$file[sources$source_id == segment$source_id]
  if (length(file) != 1 || file == "") "" else substr(text_of(file), segment$start + 1, segment$end)
}

if (sys.nframe() == 0) {
  data <- tables()
  for (name in names(data)) cat(name, ": ", nrow(data[[name]]), "\n", sep = "")
  wrong <- 0
  for (i in seq_len(nrow(data$sources))) {
    if (data$sources$file[i] == "") next
    text <- text_of(data$sources$file[i])
    own <- data$segments[data$segments$source_id == data$sources$source_id[i], ]
    wrong <- wrong + sum(enc2utf8(substring(text, own$start + 1, own$end)) != enc2utf8(own$text))
  }
  cat("checked ", nrow(data$segments), " segments, ", wrong, " elsewhere\n", sep = "")
  quit(status = if (wrong > 0) 1 else 0)
}
