package org.sgvae.cli.option;

import org.sgvae.optim.Schedule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A {@link Schedule} of rates or weights, which are not negative, as the value of an option; see
 * {@link Schedule#parse}.
 */
final class ScheduleConverter implements ITypeConverter<Schedule> {
    @Override
    public Schedule convert(String text) {
        try {
            Schedule schedule = Schedule.parse(text);
            if (Math.min(schedule.from(), schedule.to()) >= 0) {
                return schedule;
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        throw new TypeConversionException("'" + text + "' goes below 0");
    }
}
