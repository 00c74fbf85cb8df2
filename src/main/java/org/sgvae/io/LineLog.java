package org.sgvae.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Text files that grow by whole lines. A line that cannot be written whole, as on a full disk, is taken back; one
 * that a
 * killed process left without its end is removed when the next is appended.
 */
public final class LineLog {
    private static final int BLOCK = 1 << 12;

    private LineLog() {}

    /**
     * Appends a line to a file, which is made if it does not exist.
     *
     * @param file the file, in a directory that exists
     * @param line the line, without its end; written as UTF-8
     * @throws IOException if it cannot be written; then the file has the whole lines of before. The message is one
     *     line,
     *     {@code PATH: what is wrong; the way out}
     */
    public static void append(Path file, String line) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            append(channel, (line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw WriteFailure.explain(file, WriteFailure.usableSpace(file.toAbsolutePath()), e);
        }
    }

    static void append(SeekableByteChannel channel, byte[] line) throws IOException {
        long end = endOfLastLine(channel);
        channel.truncate(end);
        channel.position(end);
        try {
            for (ByteBuffer left = ByteBuffer.wrap(line); left.hasRemaining(); ) {
                channel.write(left);
            }
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    /** Where the last line that has an end ends, 0 if none has. */
    private static long endOfLastLine(SeekableByteChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long end = channel.size(); end > 0; end -= block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, end));
            channel.position(end - block.limit());
            while (block.hasRemaining() && channel.read(block) >= 0) {
                // until the block is full
            }
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return end - block.limit() + i + 1;
                }
            }
        }
        return 0;
    }
}
