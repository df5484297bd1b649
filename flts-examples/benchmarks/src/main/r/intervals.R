# Writes means and 80/95 % limits of R's forecast package for one competition set, for `accuracy --r=OUT.csv`.
#   Rscript intervals.R SET SEASON HORIZON TRAIN.csv.gz OUT.csv FIRST LAST ets+thetaf+ses+holt
suppressMessages(library(forecast))
a <- commandArgs(TRUE); set <- a[1]; m <- as.integer(a[2]); h <- as.integer(a[3]); tr <- a[4]; out <- a[5]; from <- as.integer(a[6]); to <- as.integer(a[7]); methods <- strsplit(a[8],"+",fixed=TRUE)[[1]]
d <- read.csv(gzfile(tr), stringsAsFactors=FALSE)
ids <- unique(d$unique_id); to <- min(to,length(ids)); ids <- ids[from:to]
sp <- split(d$y, factor(d$unique_id, levels=ids))
con <- file(out,"w")
writeLines("set,id,method,model,aicc,seconds,h,mean,lo80,hi80,lo95,hi95",con)
for (id in ids) { x <- ts(sp[[id]], frequency=m)
 for (me in methods) {
  t0 <- proc.time()[1]
  model <- ""; aicc <- NA
  f <- tryCatch({ if (me=="ets") { fit <- ets(x); model <- gsub(",","",fit$method); aicc <- fit$aicc; forecast(fit,h=h,level=c(80,95)) }
   else if (me=="thetaf") thetaf(x,h=h,level=c(80,95))
   else if (me=="ses") ses(x,h=h,level=c(80,95))
   else if (me=="holt") holt(x,h=h,level=c(80,95))
   else if (me=="naive") naive(x,h=h,level=c(80,95))
   else if (me=="snaive") snaive(x,h=h,level=c(80,95))
   else if (me=="drift") rwf(x,h=h,drift=TRUE,level=c(80,95))
   else if (me=="mean") meanf(x,h=h,level=c(80,95))
   else if (me=="stlm") forecast(stlm(x),h=h,level=c(80,95))
   else if (me=="autoarima") { fit <- auto.arima(x); aicc <- fit$aicc; forecast(fit,h=h,level=c(80,95)) }
   else if (me=="croston") { p <- croston(x,h=h); list(mean=p$mean,lower=cbind(rep(NA,h),NA),upper=cbind(rep(NA,h),NA)) } }, error=function(e) NULL)
  if (is.null(f)) next
  s <- proc.time()[1]-t0
  writeLines(sprintf("%s,%s,%s,%s,%s,%.4f,%d,%.10g,%.10g,%.10g,%.10g,%.10g",set,id,me,model,format(aicc,digits=10),s,1:h,f$mean,f$lower[,1],f$upper[,1],f$lower[,2],f$upper[,2]),con)
 } }
close(con)
