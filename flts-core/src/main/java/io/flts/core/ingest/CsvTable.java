package io.flts.core.ingest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.flts.core.catalog.NearestName;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, read row by row: RFC 4180 quoting, strict UTF-8, limits on everything,
 * plain or gzip (told by its first bytes). Confined to one thread.
 */
final class CsvTable implements Closeable {
  private static final int MAXIMUM_COLUMNS = 16_384;
  private static final int MAXIMUM_FIELD = 65_536;
  private static final int MAXIMUM_ROW = 1 << 24;

  private final String name;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> rows;
  private final List<String> columns;
  private @Nullable CsvRecord row;
  private long lastLine;

  private CsvTable(String name, CsvReader<CsvRecord> reader) throws IOException {
    this.name = name;
    this.reader = reader;
    this.rows = reader.iterator();
    CsvRecord header = next();
    if (header == null) {
      throw new TableFormatException(
          "Table " + name + " is empty; it needs a header line and at least one row of data.");
    }
    this.columns = header.getFields().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new TableFormatException(
            "Table "
                + name
                + " has two columns '"
                + column
                + "'; names in the header must differ.");
      }
    }
  }

  static CsvTable open(Path file, ReadOptions options) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
      Reader strict =
          new InputStreamReader(
              plain,
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      return open(strict, String.valueOf(file.getFileName()), options);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  static CsvTable open(Reader text, String name, ReadOptions options) throws IOException {
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(options.separator())
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.STRICT)
            .missingFieldStrategy(FieldMismatchStrategy.STRICT)
            .allowUnclosedQuote(false)
            .maxBufferSize(MAXIMUM_ROW)
            .build(
                CsvRecordHandler.builder()
                    .maxFields(MAXIMUM_COLUMNS)
                    .maxFieldSize(MAXIMUM_FIELD)
                    .maxRecordSize(MAXIMUM_ROW)
                    .build(),
                new LimitedReader(withoutByteOrderMark(text), name, options.maximumCharacters()));
    return new CsvTable(name, reader);
  }

  private static Reader withoutByteOrderMark(Reader text) throws IOException {
    java.io.PushbackReader pushback = new java.io.PushbackReader(text, 1);
    try {
      int first = pushback.read();
      if (first >= 0 && first != 0xFEFF) {
        pushback.unread(first);
      }
    } catch (CharacterCodingException e) {
      // the parser meets the same bytes again and tells the line
    }
    return pushback;
  }

  /** The names in the header. */
  List<String> columns() {
    return columns;
  }

  /** The place of a column that must be there. */
  int column(String wanted) {
    int place = columns.indexOf(wanted);
    if (place < 0) {
      throw new TableFormatException(
          "Table "
              + name
              + " has no column '"
              + wanted
              + "'."
              + NearestName.of(wanted, columns)
                  .map(near -> " Did you mean '" + near + "'?")
                  .orElse("")
              + " Columns: "
              + shownColumns()
              + ". Correct the header, or name the columns as they are (withColumns for long"
              + " tables, of for wide ones).");
    }
    return place;
  }

  private String shownColumns() {
    return columns.size() <= 40
        ? String.join(", ", columns)
        : String.join(", ", columns.subList(0, 40)) + " and " + (columns.size() - 40) + " more";
  }

  /** Goes to the next row; false behind the last. */
  boolean advance() throws IOException {
    row = next();
    return row != null;
  }

  private @Nullable CsvRecord next() throws IOException {
    try {
      CsvRecord read = rows.hasNext() ? rows.next() : null;
      lastLine = read == null ? lastLine : read.getStartingLineNumber();
      return read;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8(e);
      }
      throw e.getCause();
    } catch (CsvParseException e) {
      Throwable cause = e.getCause();
      if (cause instanceof CharacterCodingException) {
        throw notUtf8(e);
      }
      if (cause instanceof TableFormatException refused) {
        throw refused;
      }
      throw new TableFormatException(
          "Table "
              + name
              + ", after line "
              + lastLine
              + ": "
              + e.getMessage()
              + (cause == null ? "" : " (" + cause.getMessage() + ")")
              + ". Every row needs as many fields as the header, and quotes must be closed (RFC 4180).",
          e);
    }
  }

  private TableFormatException notUtf8(Exception e) {
    return new TableFormatException(
        "Table "
            + name
            + ", after line "
            + lastLine
            + ": the bytes are not UTF-8. Tables must be UTF-8; convert the file.",
        e);
  }

  /** The line at which the present row starts, from 1; 0 before the first. */
  long line() {
    return row == null ? 0 : row.getStartingLineNumber();
  }

  String text(int column) {
    return present().getField(column);
  }

  /** The number in a column of the present row. */
  double number(int column, String series) {
    String field = text(column);
    try {
      return NumberField.parse(field);
    } catch (IllegalArgumentException e) {
      throw refused(column, field, series, e);
    }
  }

  TableFormatException refused(
      int column, String field, String series, IllegalArgumentException reason) {
    String shown = field.length() > 60 ? field.substring(0, 57) + "..." : field;
    return new TableFormatException(
        "Table "
            + name
            + ", line "
            + line()
            + ", column '"
            + columns.get(column)
            + "' (series '"
            + series
            + "'): '"
            + shown
            + "' "
            + reason.getMessage()
            + ".",
        reason);
  }

  private CsvRecord present() {
    if (row == null) {
      throw new IllegalStateException("No row: advance() first.");
    }
    return row;
  }

  TableFormatException withoutRows() {
    return new TableFormatException(
        "Table " + name + " has a header but no row of data. Supply at least one row.");
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Stops a text, possibly blown up from a small archive, before it fills the memory. */
  private static final class LimitedReader extends FilterReader {
    private final String name;
    private final long limit;
    private long taken;

    LimitedReader(Reader in, String name, long limit) {
      super(in);
      this.name = name;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      count(c < 0 ? 0 : 1);
      return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(count);
      return count;
    }

    private void count(int more) {
      taken += Math.max(0, more);
      if (taken > limit) {
        throw new TableFormatException(
            "Table "
                + name
                + " has more than "
                + limit
                + " characters. Split it, or raise the limit (ReadOptions.withMaximumCharacters).");
      }
    }
  }
}
