package org.sgvae.cli;

import org.sgvae.optim.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A {@link Schedule} as the value of an option: {@code 0.01}, constant; {@code 0..1}, along a line over the whole run;
 * {@code 0..1@0.2..0.5}, from a fifth of the run to its middle; {@code cosine:0.005..0}, along a half cosine.
 */
final class ScheduleConverter implements ITypeConverter<Schedule> {
    private static final String COSINE = "cosine:";

    @Override
    public Schedule convert(String text) {
        Schedule.Shape shape = text.startsWith(COSINE) ? Schedule.Shape.COSINE : Schedule.Shape.LINEAR;
        String[] parts = text.replaceFirst("^" + COSINE, "").split("@", -1);
        double[] values = range(parts[0]);
        double[] run = parts.length == 2 ? range(parts[1]) : new double[] {0, 1};
        if (parts.length > 2) {
            throw new TypeConversionException("'" + text + "' has more than one @");
        }
        try {
            return new Schedule(shape, values[0], values[1], run[0], run[1]);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** A single number is both ends. */
    private static double[] range(String text) {
        String[] ends = text.split("\\.\\.", 2);
        return new double[] {NumberConverters.nonNegative(ends[0]), NumberConverters.nonNegative(ends[ends.length - 1])
        };
    }

    /** The text that gives this schedule. */
    static String format(Schedule schedule) {
        if (schedule.from() == schedule.to()) {
            return TextTable.number(schedule.from());
        }
        boolean wholeRun = schedule.begin() == 0 && schedule.end() == 1;
        return (schedule.shape() == Schedule.Shape.COSINE ? COSINE : "")
                + TextTable.number(schedule.from()) + ".." + TextTable.number(schedule.to())
                + (wholeRun ? "" : "@" + TextTable.number(schedule.begin()) + ".." + TextTable.number(schedule.end()));
    }
}
