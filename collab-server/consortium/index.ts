export { type Founding, foundConsortium } from './found-consortium.ts'
export { countPicture, requireRoomForGuide, usedBy } from './quotas.ts'
export { appearanceOf, changeSettings, keepAppearance, nextLook, settingsOf } from './settings.ts'
export { type SettingsCode, SettingsRefusal } from './settings-refusal.ts'
