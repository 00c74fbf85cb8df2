package org.sgvae.graph.io;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.sgvae.io.ByteOrderMark;

/**
 * A text read line by line and byte by byte, so that no line need fit memory. Lines end in LF or CR LF. A text that is
 * compressed with gzip is decompressed, whatever its name; a byte order mark of UTF-8 is passed over.
 */
final class LineReader implements Closeable {
    /** What is read at the end of a line. */
    static final int END = -1;

    private static final int GZIP_MAGIC = 0x1F8B;

    private final String name;
    private final byte[] buffer = new byte[1 << 16];
    private InputStream in;
    private int at;
    private int end;
    private String where;
    private int line;
    private long column;

    /**
     * Reads a text from its beginning; {@link #nextLine} comes first.
     *
     * @param in closed with this reader
     * @param name the file's name, as errors begin
     */
    LineReader(InputStream in, String name) {
        this.in = in;
        this.name = name;
        where = name;
    }

    /** Reads a single line; errors begin with {@code where}. */
    static LineReader ofLine(byte[] line, String where) {
        LineReader reader = new LineReader(new ByteArrayInputStream(line), where);
        reader.line = 1;
        return reader;
    }

    /** Goes to the beginning of the next line, past what is left of this one; false at the end of the text. */
    boolean nextLine() throws IOException {
        if (line == 0) {
            begin();
        } else {
            while (read() != END) {
                // passed over
            }
            pass('\r');
            pass('\n');
        }
        line++;
        column = 0;
        where = name + ":" + line;
        return has(1);
    }

    /** The next byte of this line, 0..255, or {@link #END}. */
    int read() throws IOException {
        int b = peek();
        column++;
        if (b != END) {
            at++;
        }
        return b;
    }

    /** What {@link #read} will give. */
    int peek() throws IOException {
        if (!has(1)) {
            return END;
        }
        int b = buffer[at] & 0xFF;
        boolean ends = b == '\n' || (b == '\r' && (!has(2) || buffer[at + 1] == '\n'));
        return ends ? END : b;
    }

    /**
     * What is left of this line.
     *
     * @throws IllegalArgumentException if that is more than {@code most} bytes
     */
    byte[] rest(int most) throws IOException {
        byte[] rest = new byte[Math.min(most, 256)];
        int length = 0;
        for (int b = read(); b != END; b = read()) {
            if (length == most) {
                throw new IllegalArgumentException(where + ": a line of more than " + most + " bytes, too long for the "
                        + "memory of this JVM; put each graph on its own line, or give Java more with -Xmx");
            }
            if (length == rest.length) {
                rest = Arrays.copyOf(rest, (int) Math.min(most, 2L * length));
            }
            rest[length++] = (byte) b;
        }
        return Arrays.copyOf(rest, length);
    }

    /** Name and line, as errors begin. */
    String where() {
        return where;
    }

    /** An error at what was last read: {@code name:line:column: problem}. */
    IllegalArgumentException fault(String problem) {
        return new IllegalArgumentException(where + ":" + column + ": " + problem);
    }

    /** A step towards this line's graph, what the step finds wrong being an error at what was last read. */
    <T> T checked(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void begin() throws IOException {
        if (has(2) && ((buffer[0] & 0xFF) << 8 | (buffer[1] & 0xFF)) == GZIP_MAGIC) {
            InputStream compressed = new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(buffer, end)), in);
            end = 0;
            in = gunzip(compressed);
        }
        has(ByteOrderMark.LONGEST);
        try {
            at = ByteOrderMark.length(Arrays.copyOf(buffer, end));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private InputStream gunzip(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, buffer.length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    /**
     * Whether so many bytes are left of the text, at most {@link ByteOrderMark#LONGEST}; then they are in the buffer.
     */
    private boolean has(int count) throws IOException {
        while (end - at < count) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
            try {
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    return false;
                }
                end += read;
            } catch (ZipException | EOFException e) {
                throw damaged(e);
            }
        }
        return true;
    }

    private IOException damaged(IOException e) {
        return new IOException(
                name + ": damaged gzip data (" + e.getMessage() + "); the file may be cut short, copy it again", e);
    }

    private void pass(char expected) throws IOException {
        if (has(1) && buffer[at] == expected) {
            at++;
        }
    }
}
