/**
 * Public holidays as a service: {@link io.flts.api.calendar.HolidayCalendar}.
 *
 * <p>The calendars themselves live in flts-models-stat and in plug-ins.
 */
@NullMarked
package io.flts.api.calendar;

import org.jspecify.annotations.NullMarked;
