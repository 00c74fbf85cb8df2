package org.sgvae.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Seeds as a list of numbers and ranges: {@code 1-20}, {@code 3}, {@code 1,4,10-12}. */
public final class SeedsConverter implements ITypeConverter<SeedsConverter.Seeds> {
    private static final int MAX = 10_000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /** Different seeds. */
    public record Seeds(List<Long> numbers) {
        public Seeds {
            numbers = List.copyOf(numbers);
        }
    }

    @Override
    public Seeds convert(String text) {
        Set<Long> seeds = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw fault(text);
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            if (last < first || last - first >= MAX) {
                throw fault(text);
            }
            for (long seed = first; seed <= last; seed++) {
                if (!seeds.add(seed)) {
                    throw fault(text);
                }
            }
        }
        return new Seeds(new ArrayList<>(seeds));
    }

    private static TypeConversionException fault(String text) {
        return new TypeConversionException("'" + text
                + "' is not a list of different seeds such as 1-20 or 1,4,10-12, of at most " + MAX + " in a range");
    }
}
