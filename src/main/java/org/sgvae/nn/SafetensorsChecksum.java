package org.sgvae.nn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The checksum of a safetensors file: the SHA-256 of all its bytes, computed with its own 64 hexadecimal digits as
 * zeros and kept as the first string of the metadata, so that it lies at the same place in every file.
 *
 * <p>A file is recognised by the bytes before the digits, even if some of these are damaged: a flipped
 * bit there must not make it pass for a file of another program, which has no checksum.
 */
final class SafetensorsChecksum {
    /** Name of the checksum in the metadata. */
    static final String KEY = "sgvae.sha256";

    /** The digits before the checksum is known. */
    static final String ZEROS = "0".repeat(64);

    private static final byte[] PREFIX = ("{\"__metadata__\":{\"" + KEY + "\":\"").getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_DAMAGED = 8; // bytes of the prefix; with another key in it, more would differ
    private static final int BEGIN = Safetensors.LENGTH_BYTES + PREFIX.length;
    private static final int END = BEGIN + ZEROS.length();

    private SafetensorsChecksum() {}

    /**
     * Puts the checksum into a file's content.
     *
     * @param content the bytes of the file, with zeros for the digits; they are replaced
     */
    static void put(byte[] content) {
        byte[] digits = digits(content);
        System.arraycopy(digits, 0, content, BEGIN, digits.length);
    }

    /**
     * Compares the checksum with the content.
     *
     * @param content the bytes of a file; not modified
     * @param where what to call it in errors
     * @return true if the file has a checksum, false if it is another program's
     * @throws IOException if the content is not that of the checksum
     */
    static boolean verify(byte[] content, String where) throws IOException {
        if (content.length < END || damaged(content) > MAX_DAMAGED) {
            return false;
        }
        byte[] digits = digits(content);
        for (int i = 0; i < digits.length; i++) {
            if (content[BEGIN + i] != digits[i]) {
                throw new IOException(where + ": damaged, its SHA-256 is not " + KEY
                        + "; use a copy of it or write it again (a program that changes it has to remove that key)");
            }
        }
        return true;
    }

    private static int damaged(byte[] content) {
        int damaged = 0;
        for (int i = 0; i < PREFIX.length; i++) {
            damaged += content[Safetensors.LENGTH_BYTES + i] == PREFIX[i] ? 0 : 1;
        }
        return damaged;
    }

    private static byte[] digits(byte[] content) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(content, 0, BEGIN);
            sha.update(ZEROS.getBytes(StandardCharsets.US_ASCII));
            sha.update(content, END, content.length - END);
            return HexFormat.of().formatHex(sha.digest()).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256, which every Java platform has", e);
        }
    }
}
