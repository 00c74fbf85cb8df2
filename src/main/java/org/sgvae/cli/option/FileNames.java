package org.sgvae.cli.option;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Arrays;

/** The encoding of arguments and file names, which is the locale's: in {@code LC_ALL=C} that of ASCII. */
public final class FileNames {
    private FileNames() {}

    /** {@return its name} */
    public static String encoding() {
        return System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
    }

    /** Whether arguments are as they were typed; otherwise the JVM put U+FFFD for what it could not decode. */
    public static boolean areSpelt(String... args) {
        return areSpelt(Charset.forName(encoding()), args);
    }

    public static boolean areSpelt(Charset charset, String... args) {
        CharsetEncoder encoder = charset.newEncoder();
        return Arrays.stream(args).allMatch(argument -> encoder.canEncode(argument) && argument.indexOf('\ufffd') < 0);
    }
}
